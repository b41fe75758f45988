import { type DeployedResource } from '../deployed-resource';

/** A deployed resource for specs. */
export function testResource(
  type: string,
  physicalId: string,
  attributes: DeployedResource['attributes'] = {},
  over: Partial<DeployedResource> = {},
): DeployedResource {
  const address = type.includes('::') ? 'It' : `${type}.it`;
  return { stack: 'a/b@primary', region: 'us-east-1', address, type, physicalId, attributes, ...over };
}
