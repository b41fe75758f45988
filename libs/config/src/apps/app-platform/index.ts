export { memoryMetric } from './memory-metric';
export { objectProcessingInRegion, type ObjectProcessingSettings } from './object-processing';
export {
  serviceInRegion,
  type Ec2AsgSettings,
  type EcsEc2Settings,
  type EcsSettings,
  type ServiceSettings,
} from './service';
