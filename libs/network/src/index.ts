export { NetworkStack } from './network-stack';
export { TransitStack } from './transit-stack';
