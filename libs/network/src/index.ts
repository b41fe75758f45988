export { RegionalNetwork, type RegionalNetworkProps } from './regional-network';
