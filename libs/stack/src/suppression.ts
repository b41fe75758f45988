import { BulkheadError } from '@bulkhead/errors';

/** The request to suppress a policy rule for a resource. */
export interface SuppressionRequest {
  /** Id of the rule: a rule of libs/policy, or a rule of cdk-nag by cdk-nag's name. */
  readonly rule: string;
  /** Why the resource is right anyway, for an auditor: at least 20 characters, and complete. */
  readonly reason: string;
  /** The last day of the suppression, as `2027-12-31`. @default it does not expire */
  readonly expires?: string;
}

/** A suppression, as in `stack.json` for the tools. */
export interface Suppression extends SuppressionRequest {
  /** Terraform address or logical id; `stack` for the stack itself. */
  readonly resource: string;
  /** The source file of the suppression, from the workspace root. @default no file of the workspace */
  readonly file?: string;
}

/** The address that means the stack itself instead of a resource. */
export const stackAddress = 'stack';

const shortestReason = 20;
const fewestWords = 4;
const placeholder =
  /\b(todo|tbd|fixme|xxx|placeholder|lorem ipsum|to be (done|determined|defined|decided))\b/i;

/**
 * A request with everything that an auditor needs, with surrounding space removed.
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

/** True for an ISO date that exists: JavaScript reads the 31st of February as the 3rd of March. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
