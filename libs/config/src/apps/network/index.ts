export { type TransitSettings } from './transit';
export { type VpcSettings } from './vpc';
