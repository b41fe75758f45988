import { consumedParameter } from '../../model/consumed-parameter';
import { type Body } from '../configuration';
import { type Scope } from '../scope';
import { policyDocument } from './policy-document';

/** What an attribute of a data source is in CloudFormation; `undefined` where the table does not know it. */
type DataSource = (body: Body, attribute: string, scope: Scope) => unknown;

const attributes =
  (table: Readonly<Record<string, unknown>>): DataSource =>
  (_, attribute) =>
    table[attribute];

/** What Terraform looks up and CloudFormation has a word for. */
export const dataSources: Readonly<Record<string, DataSource>> = {
  aws_caller_identity: attributes({ account_id: { Ref: 'AWS::AccountId' } }),
  aws_region: attributes({ name: { Ref: 'AWS::Region' }, id: { Ref: 'AWS::Region' } }),
  aws_partition: attributes({ partition: { Ref: 'AWS::Partition' }, dns_suffix: { Ref: 'AWS::URLSuffix' } }),
  aws_availability_zones: attributes({ names: { 'Fn::GetAZs': '' } }),
  aws_iam_policy_document: (body, attribute, scope) =>
    attribute === 'json' || attribute === 'minified_json' ? policyDocument(body, scope) : undefined,
  aws_ssm_parameter: ({ name }, attribute, scope) => {
    if (attribute === 'value' || attribute === 'insecure_value')
      return { [consumedParameter]: scope.evaluate(name) };
    return attribute === 'name' ? scope.evaluate(name) : undefined;
  },
};
