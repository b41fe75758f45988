import { type AdditionKind, type Declares } from '../addition-kind';
import { askEach, everyPage, whereThere } from '../asking';
import { canonicalDocument } from '../canonical-document';
import { items, text, texts } from '../deployed-resource';

const roles: AdditionKind['parents'] = {
  // Both engines have a type of their own for service-linked roles, and their policies belong to the service.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_managed-vs-inline.html
  aws_iam_role: ({ physicalId }) => physicalId,
  'AWS::IAM::Role': ({ physicalId }) => physicalId,
};

const inline = (name: unknown): string => `inline policy ${text(name)}`;

/** The roles that get a policy from `AWS::IAM::Policy` and `AWS::IAM::RolePolicy`. */
const ofPolicy: Declares = ({ attributes: a }) =>
  [...texts(a['Roles']), text(a['RoleName'])]
    .filter(Boolean)
    .map((parent) => ({ parent, content: inline(a['PolicyName']) }));

/** Inline policies of a role. */
export const inlineRolePolicies: AdditionKind = {
  name: 'inline policy of a role',
  parents: roles,
  declares: {
    aws_iam_role_policy: ({ attributes: a }) => [{ parent: text(a['role']), content: inline(a['name']) }],
    'AWS::IAM::Policy': ofPolicy,
    'AWS::IAM::RolePolicy': ofPolicy,
    'AWS::IAM::Role': ({ physicalId, attributes: a }) =>
      items(a['Policies']).map(({ PolicyName }) => ({ parent: physicalId, content: inline(PolicyName) })),
  },
  compared: { aws_iam_role: ['inline_policy'] },
  async list(names, services) {
    const { DeleteRolePolicyCommand, GetRolePolicyCommand, paginateListRolePolicies } =
      await import('@aws-sdk/client-iam');
    const client = await services.iam();
    return askEach(names, async (RoleName) => {
      const found = await whereThere(
        everyPage(paginateListRolePolicies({ client }, { RoleName }), (page) => page.PolicyNames),
      );
      return (found ?? []).map((PolicyName) => ({
        parent: RoleName,
        content: inline(PolicyName),
        detail: async () => {
          const { PolicyDocument } = await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
          return canonicalDocument(PolicyDocument);
        },
        remove: () => client.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })),
      }));
    });
  },
};

const attached = (arn: unknown): string => `attached policy ${text(arn)}`;

/** Policies of the account or of AWS that are attached to a role. */
export const attachedRolePolicies: AdditionKind = {
  name: 'attached policy of a role',
  parents: roles,
  declares: {
    aws_iam_role_policy_attachment: ({ attributes: a }) => [
      { parent: text(a['role']), content: attached(a['policy_arn']) },
    ],
    aws_iam_policy_attachment: ({ attributes: a }) =>
      texts(a['roles']).map((parent) => ({ parent, content: attached(a['policy_arn']) })),
    'AWS::IAM::ManagedPolicy': ({ physicalId, attributes: a }) =>
      texts(a['Roles']).map((parent) => ({ parent, content: attached(physicalId) })),
    'AWS::IAM::Role': ({ physicalId, attributes: a }) =>
      texts(a['ManagedPolicyArns']).map((arn) => ({ parent: physicalId, content: attached(arn) })),
  },
  compared: { aws_iam_role: ['managed_policy_arns'] },
  async list(names, services) {
    const { DetachRolePolicyCommand, paginateListAttachedRolePolicies } = await import('@aws-sdk/client-iam');
    const client = await services.iam();
    return askEach(names, async (RoleName) => {
      const found = await whereThere(
        everyPage(
          paginateListAttachedRolePolicies({ client }, { RoleName }),
          (page) => page.AttachedPolicies,
        ),
      );
      return (found ?? []).map(({ PolicyArn }) => ({
        parent: RoleName,
        content: attached(PolicyArn),
        remove: () => client.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })),
      }));
    });
  },
};

/** Instance profiles that give a role to instances. */
export const instanceProfiles: AdditionKind = {
  name: 'instance profile of a role',
  parents: roles,
  declares: {
    aws_iam_instance_profile: ({ attributes: a }) => [
      { parent: text(a['role']), content: `instance profile ${text(a['name'])}` },
    ],
    'AWS::IAM::InstanceProfile': ({ physicalId, attributes: a }) =>
      texts(a['Roles']).map((parent) => ({ parent, content: `instance profile ${physicalId}` })),
  },
  async list(names, services) {
    const { paginateListInstanceProfilesForRole, RemoveRoleFromInstanceProfileCommand } =
      await import('@aws-sdk/client-iam');
    const client = await services.iam();
    return askEach(names, async (RoleName) => {
      const found = await whereThere(
        everyPage(
          paginateListInstanceProfilesForRole({ client }, { RoleName }),
          (page) => page.InstanceProfiles,
        ),
      );
      return (found ?? []).map(({ InstanceProfileName }) => ({
        parent: RoleName,
        content: `instance profile ${InstanceProfileName}`,
        remove: () =>
          client.send(new RemoveRoleFromInstanceProfileCommand({ RoleName, InstanceProfileName })),
      }));
    });
  },
};
