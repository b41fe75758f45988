/** The network of the DR region. */
export { NetworkStack } from '@bulkhead/network';
