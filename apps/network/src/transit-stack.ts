/** The primary region's part of the network between the regions. */
export { TransitStack } from '@bulkhead/network';
