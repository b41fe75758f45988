export { RegionalTransitGateway, type RegionalTransitGatewayProps } from './regional-transit-gateway';
export { RegionalNetwork, type RegionalNetworkProps } from './regional-network';
