import { BulkheadError } from '@bulkhead/errors';

/** What is said of a resource that a policy rule need not hold for. */
export interface SuppressionRequest {
  /** Id of the rule: one of libs/policy, or one of cdk-nag's as cdk-nag names it. */
  readonly rule: string;
  /** Why it is right nevertheless, for an auditor: at least 20 characters, and nothing to be filled in later. */
  readonly reason: string;
  /** The last day it holds, as `2027-12-31`. @default it does not expire */
  readonly expires?: string;
}

/** A suppression as `stack.json` records it for the tools. */
export interface Suppression extends SuppressionRequest {
  /** Terraform address or logical id; of the stack itself, `stack`. */
  readonly resource: string;
  /** The source file that asks for it, from the root of the workspace. @default none of the workspace's */
  readonly file?: string;
}

/** What stands for the stack itself where a resource is named. */
export const stackAddress = 'stack';

const shortestReason = 20;
const fewestWords = 4;
const placeholder =
  /\b(todo|tbd|fixme|xxx|placeholder|lorem ipsum|to be (done|determined|defined|decided))\b/i;

/**
 * A request that says all that an auditor wants to know, with surrounding space removed.
 *
 * @throws BulkheadError `SuppressionWithoutRule`, `SuppressionWithoutReason` or `InvalidExpiry`
 */
export function checkedRequest({ rule, reason, expires }: SuppressionRequest): SuppressionRequest {
  const said = reason.trim();
  if (rule.trim() === '') {
    throw new BulkheadError('SuppressionWithoutRule', 'A suppression names no rule.', {
      next: 'give the id of the rule as `validate` prints it',
    });
  }
  if (!isOfSubstance(said)) {
    throw new BulkheadError(
      'SuppressionWithoutReason',
      `The suppression of ${rule} gives the reason "${said}", which explains nothing to an auditor.`,
      { next: `say in at least ${shortestReason} characters why the resource is fit for PHI nevertheless` },
    );
  }
  if (expires !== undefined && !isDay(expires)) {
    throw new BulkheadError(
      'InvalidExpiry',
      `The suppression of ${rule} expires "${expires}", which is no day of the calendar.`,
      { next: 'write it as 2027-12-31' },
    );
  }
  return { rule, reason: said, ...(expires !== undefined && { expires }) };
}

function isOfSubstance(reason: string): boolean {
  const words = new Set(reason.toLowerCase().match(/\p{L}{2,}/gu));
  return reason.length >= shortestReason && words.size >= fewestWords && !placeholder.test(reason);
}

/** True for an ISO date that exists: JavaScript takes the 31st of February for the 3rd of March. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
