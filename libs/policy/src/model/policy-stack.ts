import { type ParameterUse, type SynthesizedStack } from '@bulkhead/stack';
import { type Attachment } from './attachment';
import { type PolicyResource } from './policy-resource';

/** A parameter that a stack reads or writes. */
export interface ExchangedParameter extends Pick<ParameterUse, 'path'> {
  /** @default 'string' */
  readonly kind?: ParameterUse['kind'];
}

/** One synthesized stack in CloudFormation's terms, whichever engine deploys it. */
export interface PolicyStack extends Pick<SynthesizedStack, 'app' | 'stack' | 'role' | 'region' | 'engine'> {
  /** `app/stack@role`, such as `network/vpc@primary`. */
  readonly id: string;
  /** In the order of their logical ids. */
  readonly resources: readonly PolicyResource[];
  /** Settings that the stack adds to resources of other stacks. @default nothing */
  readonly attachments?: readonly Attachment[];
  readonly consumes: readonly ExchangedParameter[];
  readonly publishes: readonly ExchangedParameter[];
  /** The text of the synthesized template, for rules that search the text. */
  readonly source: string;
  /** Template sections that resources may refer to: `Conditions`, `Mappings`, `Parameters`. @default nothing */
  readonly sections?: Readonly<Record<string, unknown>>;
}
