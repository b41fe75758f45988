import { BulkheadStack } from '@bulkhead/cdktf';
import { resourcesOf, terraformOf, type Terraform } from '@bulkhead/cdktf/testing';
import { type RegionRole } from '@bulkhead/config';
import { type NameScope } from '@bulkhead/naming';
import { type StackContext } from '@bulkhead/stack';
import { sharedStackContext } from '@bulkhead/stack/testing';
import { TerraformOutput } from 'cdktf';
import { type Construct } from 'constructs';

export type Attributes = Record<string, unknown>;

/** One statement of a policy that is written as JSON. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Creates the constructs of a spec. */
type Build = (stack: BulkheadStack, nameScope: NameScope) => void;

/** The region of a role in environment `test`: the primary region is eu-central-1, the DR region is eu-west-1. */
export function regionOf(role: RegionRole = 'primary'): StackContext {
  return sharedStackContext({ app: 'database', stack: 'alone' }, { preset: 'hipaa-dr' }, role);
}

/** Terraform's JSON of constructs that are alone in a stack. @param region where they are. @default the primary region */
export function terraformWith(build: Build, region: StackContext = regionOf()): Terraform {
  class Alone extends BulkheadStack {
    constructor(scope: Construct, context: StackContext) {
      super(scope, context);
      build(this, context.nameScope);
    }
  }
  return terraformOf(Alone, region);
}

/** Shows values that a construct gives to others: as outputs of the stack, since only Terraform's JSON has no tokens. */
export function show(stack: BulkheadStack, values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) new TerraformOutput(stack, name, { value });
  }
}

/** The values that were shown, by name. */
export function shownIn(terraform: Terraform): Attributes {
  const { output = {} } = terraform as unknown as { output?: Record<string, { value: unknown }> };
  return Object.fromEntries(Object.entries(output).map(([name, { value }]) => [name, value]));
}

/** The policy rules that constructs suppress, each once per resource, in the order of the resources' addresses. */
export function suppressedBy(build: Build): string[] {
  const region = regionOf();
  terraformWith(build, region);
  return region.suppressions.map(({ rule }) => rule);
}

/** The statements of a policy that is written as JSON. */
export function statementsIn(policy: unknown): readonly Statement[] {
  return (JSON.parse(policy as string) as { Statement: Statement[] }).Statement;
}

/** The names of the statements of a policy. */
export function sidsIn(policy: unknown): string[] {
  return statementsIn(policy).map(({ Sid }) => Sid);
}

/** The policy of the only key whose description begins with these words. */
export function keyPolicyOf(terraform: Terraform, encrypts: string): unknown {
  const keys = resourcesOf(terraform, 'aws_kms_key');
  return keys.find(({ description }) => String(description).startsWith(`${encrypts} of Bulkhead`))?.[
    'policy'
  ];
}
