import { BulkheadError } from '@bulkhead/errors';
import { selectedItem } from './selected-item';

interface Caller {
  /** Address of the element, for messages. */
  readonly address: string;
  /** Whether a value is a consumed parameter that is already a list in CloudFormation. */
  readonly isList: (value: unknown) => boolean;
}

type TerraformFunction = (arguments_: readonly unknown[], caller: Caller) => unknown;

/** The functions of Terraform that cdktf writes for tokens, with their CloudFormation counterparts. */
const functions: Readonly<Record<string, TerraformFunction>> = {
  join: ([separator, list]) =>
    Array.isArray(list) && list.every((item) => typeof item === 'string')
      ? list.join(String(separator))
      : { 'Fn::Join': [separator, list] },
  split: ([separator, text], { isList }) => {
    if (isList(text)) return text;
    return typeof text === 'string' ? text.split(String(separator)) : { 'Fn::Split': [separator, text] };
  },
  element: ([list, index]) => selectedItem(list, index),
  one: ([list]) => selectedItem(list, 0),
  concat: (lists, caller) => lists.flatMap((list) => (Array.isArray(list) ? list : refuse('concat', caller))),
  jsonencode: ([value]) => value,
  jsondecode: ([value]) => value,
  tolist: ([value]) => value,
  toset: ([value]) => value,
  tostring: ([value]) => value,
  tonumber: ([value]) => value,
  sensitive: ([value]) => value,
  nonsensitive: ([value]) => value,
};

/**
 * The CloudFormation counterpart of a Terraform function call. Computes the result if all arguments are known.
 *
 * @throws BulkheadError `UnmappedTerraformFunction`
 */
export function callFunction(name: string, arguments_: readonly unknown[], caller: Caller): unknown {
  const called = functions[name];
  return called ? called(arguments_, caller) : refuse(name, caller);
}

function refuse(name: string, { address }: Caller): never {
  throw new BulkheadError(
    'UnmappedTerraformFunction',
    `${address} calls ${name}() in a way that has no counterpart in CloudFormation yet.`,
    { next: `add it to libs/policy/src/terraform/functions.ts` },
  );
}
