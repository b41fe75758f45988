import { type Count } from '../report/report-schema';

/** What Bulkhead would do, in its own words. */
export interface Decision {
  /** Stacks that plain `nx affected` would deploy, as `<app>/<stack>`. */
  readonly affected: readonly string[];
  /** Stacks among them that Bulkhead would deploy. */
  readonly deployed: readonly string[];
}

/** One change, and how good the answer for it was. */
export interface Verdict extends Decision {
  readonly category: string;
  readonly title: string;
  /** Stacks that have to be deployed. */
  readonly must: readonly string[];
}

/** Stacks that were deployed for nothing, and stacks that were missed. */
export function judge(
  must: readonly string[],
  deployed: readonly string[],
): { falsely: string[]; missed: string[] } {
  return {
    falsely: deployed.filter((id) => !must.includes(id)),
    missed: must.filter((id) => !deployed.includes(id)),
  };
}

/** A row for each category, in order, and one for all. */
export function countVerdicts(verdicts: readonly Verdict[]): Count[] {
  const categories = [...new Set(verdicts.map(({ category }) => category))];
  return [
    ...categories.map((name) =>
      row(
        name,
        verdicts.filter(({ category }) => category === name),
      ),
    ),
    row('all', verdicts),
  ];
}

function row(subject: string, verdicts: readonly Verdict[]): Count {
  const sum = (count: (verdict: Verdict) => number) =>
    verdicts.reduce((total, verdict) => total + count(verdict), 0);
  return {
    subject,
    values: {
      changes: verdicts.length,
      'stacks to deploy': sum(({ must }) => must.length),
      'Bulkhead: false': sum(({ must, deployed }) => judge(must, deployed).falsely.length),
      'Bulkhead: missed': sum(({ must, deployed }) => judge(must, deployed).missed.length),
      'nx affected: false': sum(({ must, affected }) => judge(must, affected).falsely.length),
      'nx affected: missed': sum(({ must, affected }) => judge(must, affected).missed.length),
    },
  };
}

/** Wrong answers, one sentence for each change. */
export function mistakes(verdicts: readonly Verdict[]): string[] {
  return verdicts.flatMap(({ category, title, must, deployed }) => {
    const { falsely, missed } = judge(must, deployed);
    const parts = [
      ...(falsely.length > 0 ? [`deploys ${falsely.join(', ')} for nothing`] : []),
      ...(missed.length > 0 ? [`misses ${missed.join(', ')}`] : []),
    ];
    return parts.length > 0 ? [`${category}, "${title}": ${parts.join(' and ')}`] : [];
  });
}
