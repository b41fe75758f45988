import { z } from 'zod';
import { type RegionRole } from '../../regions/region-roles';
import { ec2Asg } from './service/ec2-asg';
import { ecsEc2 } from './service/ecs-ec2';
import { fargate } from './service/fargate';

/** Settings of `app-platform`, stack `service`. */
export const serviceSchema = z.discriminatedUnion('type', [fargate, ecsEc2, ec2Asg]);

export type ServiceSettings = z.infer<typeof serviceSchema>;
/** Settings of an ECS service, on any capacity. */
export type EcsSettings = Extract<ServiceSettings, { type: 'fargate' | 'ecs-ec2' }>;
export type EcsEc2Settings = Extract<ServiceSettings, { type: 'ecs-ec2' }>;
export type Ec2AsgSettings = Extract<ServiceSettings, { type: 'ec2-asg' }>;

/** The settings of the service in a region: those of the environment, with the values of `dr` in the DR region. */
export function serviceInRegion(settings: ServiceSettings, role: RegionRole): ServiceSettings {
  const { dr } = settings;
  if (role !== 'dr' || !dr) return settings;
  const { desiredCount } = dr;
  if (settings.type !== 'ec2-asg') return { ...settings, desiredCount };
  const { scaling } = settings;
  return { ...settings, desiredCount, scaling: { ...scaling, min: Math.min(scaling.min, desiredCount) } };
}
