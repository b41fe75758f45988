import { type Located, type Place, placeOf, resourcesBehind, resourcesOf } from './references';

/** The routes in the route tables of a subnet, in its stack. */
export function routesOf(subnet: Located, place: Place): readonly Located[] {
  const tables = associated(subnet, place, 'AWS::EC2::SubnetRouteTableAssociation', 'RouteTableId');
  return ofParents(place, tables, 'AWS::EC2::Route', 'RouteTableId');
}

/** The entries of a subnet's network ACL, in its stack; empty for the default ACL. */
export function aclEntriesOf(subnet: Located, place: Place): readonly Located[] {
  const lists = associated(subnet, place, 'AWS::EC2::SubnetNetworkAclAssociation', 'NetworkAclId');
  return ofParents(place, lists, 'AWS::EC2::NetworkAclEntry', 'NetworkAclId');
}

function associated(subnet: Located, place: Place, type: string, property: string): readonly Located[] {
  return ofParents(place, [subnet], type, 'SubnetId').flatMap(({ stack, resource }) =>
    resourcesBehind(resource.properties[property], { ...place, stack }),
  );
}

/** Resources of a type with a property that refers to one of the parents. */
function ofParents(
  { environment }: Place,
  parents: readonly Located[],
  type: string,
  property: string,
): readonly Located[] {
  return resourcesOf(environment, type).filter(({ stack, resource }) =>
    resourcesBehind(resource.properties[property], placeOf({ stack, resource }, environment)).some((each) =>
      parents.some((parent) => parent.stack === each.stack && parent.resource === each.resource),
    ),
  );
}
