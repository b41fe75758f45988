import { consumedParameter, consumedRegion } from '../../model/consumed-parameter';
import { valuesAt } from '../../reading/properties';
import { type Body } from '../configuration';
import { type Scope } from '../scope';
import { policyDocument } from './policy-document';

/** The CloudFormation counterpart of a data source's attribute; `undefined` if the table does not know it. */
type DataSource = (body: Body, attribute: string, scope: Scope) => unknown;

const attributes =
  (table: Readonly<Record<string, unknown>>): DataSource =>
  (_, attribute) =>
    table[attribute];

/** The names in a filter. */
function namesIn(body: Body, scope: Scope): string[] {
  return valuesAt(scope.evaluate(body['filter']), 'values').map(String);
}

function nameIn(body: Body, scope: Scope): string {
  return String(scope.evaluate(body['name']));
}

function arnOf(service: string, resource: string) {
  return { 'Fn::Sub': `arn:aws:${service}:\${AWS::Region}:\${AWS::AccountId}:${resource}` };
}

/** Data sources with a CloudFormation counterpart. */
export const dataSources: Readonly<Record<string, DataSource>> = {
  aws_caller_identity: attributes({ account_id: { Ref: 'AWS::AccountId' } }),
  aws_region: (body, attribute, scope) =>
    attribute === 'name' || attribute === 'id'
      ? (scope.regionNamedBy(body) ?? { Ref: 'AWS::Region' })
      : undefined,
  aws_partition: attributes({ partition: { Ref: 'AWS::Partition' }, dns_suffix: { Ref: 'AWS::URLSuffix' } }),
  aws_availability_zones: attributes({ names: { 'Fn::GetAZs': '' } }),
  aws_iam_policy_document: (body, attribute, scope) =>
    attribute === 'json' || attribute === 'minified_json' ? policyDocument(body, scope) : undefined,
  // Rules find the secret by the name in its ARN. The real ARN has six more characters.
  aws_secretsmanager_secrets: (body, attribute, scope) =>
    attribute === 'arns'
      ? namesIn(body, scope).map((name) => arnOf('secretsmanager', `secret:${name}`))
      : undefined,
  // A list that AWS manages: nobody creates it, and its id differs by region. So the name stands for the id.
  aws_ec2_managed_prefix_list: (body, attribute, scope) =>
    attribute === 'id' ? nameIn(body, scope) : undefined,
  aws_kms_alias: (body, attribute, scope) =>
    attribute === 'arn' || attribute === 'target_key_arn' ? arnOf('kms', nameIn(body, scope)) : undefined,
  // A zone of somebody else: its id is configured, and no rule reads its name servers.
  aws_route53_zone: (body, attribute, scope) => {
    const id = scope.evaluate(body['zone_id']);
    if (attribute === 'zone_id' || attribute === 'id') return id;
    return attribute === 'name_servers' ? [`Name servers of ${String(id)}`] : undefined;
  },
  aws_ssm_parameter: (body, attribute, scope) => {
    const name = scope.evaluate(body['name']);
    if (attribute === 'name') return name;
    if (attribute !== 'value' && attribute !== 'insecure_value') return undefined;
    const region = scope.regionNamedBy(body);
    return { [consumedParameter]: name, ...(region !== undefined && { [consumedRegion]: region }) };
  },
};
