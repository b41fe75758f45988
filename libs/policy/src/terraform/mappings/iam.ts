import { alike, getAtt, listOfTags, type MappingTable, partOf, ref, resource, without } from '../mapping';
import { blocks, json, listOfOne } from '../shapes';

const namePrefix = { name_prefix: without('a name that AWS completes') };
const inlinePolicy = { name: 'PolicyName', policy: json('PolicyDocument') };

/** IAM roles and policies. Policies and attachments of a role are part of it. */
export const iam: MappingTable = {
  aws_iam_role: resource(
    'AWS::IAM::Role',
    {
      ...alike('description', 'managed_policy_arns', 'max_session_duration', 'path', 'permissions_boundary'),
      name: 'RoleName',
      ...namePrefix,
      assume_role_policy: json('AssumeRolePolicyDocument'),
      inline_policy: blocks('Policies', inlinePolicy),
      force_detach_policies: without('how the role is deleted'),
    },
    { tags: listOfTags, attributes: { arn: getAtt('Arn'), name: ref, unique_id: getAtt('RoleId') } },
  ),
  aws_iam_role_policy: partOf('role', { ...inlinePolicy, ...namePrefix }, { itemOf: 'Policies' }),
  aws_iam_role_policy_attachment: partOf('role', { policy_arn: listOfOne('ManagedPolicyArns') }),
  aws_iam_policy: resource(
    'AWS::IAM::ManagedPolicy',
    {
      ...alike('description', 'path'),
      name: 'ManagedPolicyName',
      ...namePrefix,
      policy: json('PolicyDocument'),
    },
    { attributes: { arn: ref } },
  ),
  aws_iam_instance_profile: resource(
    'AWS::IAM::InstanceProfile',
    { name: 'InstanceProfileName', ...namePrefix, path: 'Path', role: listOfOne('Roles') },
    { attributes: { arn: getAtt('Arn'), name: ref } },
  ),
};
