import { NetworkStack } from '@bulkhead/network';

/** The network of the primary region. */
export class VpcStack extends NetworkStack {}
