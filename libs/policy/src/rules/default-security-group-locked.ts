import { resourceBehind, resourcesOf } from '../reading/references';
import { resourceRule, unless } from './resource-rule';

/**
 * The default security group must have no rules: a resource that names no group gets it. AWS creates it with two open
 * rules. CloudFormation cannot remove these rules, but Terraform's `aws_default_security_group` can. cdk-nag warns of
 * every VPC, since it cannot see the removal.
 */
export const defaultSecurityGroupLocked = resourceRule({
  id: 'default-security-group-locked',
  title: 'The default security group of a VPC allows nothing.',
  controls: ['164.308(a)(4)(ii)(A)', '164.312(a)(1)', '164.312(e)(1)'],
  types: ['AWS::EC2::VPC'],
  judge: (vpc, place) => {
    const isManaged = vpc.folded.some((address) => address.startsWith('aws_default_security_group.'));
    const added = resourcesOf(
      place.environment,
      'AWS::EC2::SecurityGroupIngress',
      'AWS::EC2::SecurityGroupEgress',
    )
      .filter(({ stack, resource }) => {
        const group = resource.properties['GroupId'];
        const isDefault = JSON.stringify(group ?? '').includes('DefaultSecurityGroup');
        return isDefault && resourceBehind(group, { ...place, stack }, vpc.type)?.resource === vpc;
      })
      .map(
        ({ stack, resource }) => `${stack.id} ${resource.address} adds a rule to its default security group.`,
      );
    return [
      ...unless(
        isManaged,
        'Its default security group keeps the open rules that AWS creates: let Terraform manage it.',
      ),
      ...added,
    ];
  },
});
