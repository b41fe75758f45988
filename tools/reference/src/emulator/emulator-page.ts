import { emulatorOmissions as cloudFormationOmissions } from '@bulkhead/cdk/emulator-omissions';
import { emulatorOmissions as terraformOmissions } from '@bulkhead/cdktf/emulator-omissions';
import { emulatorPlanDifferences } from '@bulkhead/emulator/plan-differences';
import { cell, table } from '@bulkhead/policy/markdown';
import { type Page, page } from '../page';
import { type EmulatorBranch } from './emulator-branches';

/** The limits of the emulator and the code that behaves differently there: the only differences from an AWS account. */
export function emulatorPage(branches: readonly EmulatorBranch[]): Page {
  const source = (path: string) => `[${path}](../../${path})`;
  return page('emulator.md', 'What the emulator cannot do', [
    'Stacks are written for AWS. This page lists every difference between an environment with `target: emulator` and an environment in AWS. If a line names requirements, a test on the emulator does not show them.',
    '',
    '## Left out of CDKTF stacks',
    '',
    `The list is ${source('libs/cdktf/src/emulator-omissions.ts')}.`,
    '',
    ...omissions(
      terraformOmissions.map(({ type, attribute, reason, rows }) => ({
        type,
        part: attribute,
        reason,
        rows,
      })),
    ),
    '',
    '## Left out of CDK stacks',
    '',
    `The list is ${source('libs/cdk/src/emulator-omissions.ts')}.`,
    '',
    ...omissions(
      cloudFormationOmissions.map(({ type, property, reason, rows }) => ({
        type,
        part: property,
        reason,
        rows,
      })),
    ),
    '',
    '## Different from the configuration, right after a deploy',
    '',
    `A plan may differ only in these attributes. The list is ${source('tools/emulator/src/plan-differences.ts')}.`,
    '',
    ...table(
      ['Attribute', 'Why'],
      emulatorPlanDifferences.map(({ type, attribute, reason }) => [
        `\`${type}.${attribute}\``,
        cell(reason),
      ]),
    ),
    '',
    '## Different behaviour of the code',
    '',
    'Each line is the comment of code that checks whether the target is the emulator.',
    '',
    ...table(
      ['What', 'Where'],
      branches.map(({ file, text }) => [cell(text), source(file)]),
    ),
  ]);
}

interface Omitted {
  readonly type: string;
  readonly part?: string | undefined;
  readonly reason: string;
  readonly rows: readonly string[];
}

function omissions(omitted: readonly Omitted[]): string[] {
  return table(
    ['What', 'Why', 'Requirements'],
    omitted.map(({ type, part, reason, rows }) => [
      `\`${part === undefined ? type : `${type}.${part}`}\``,
      cell(reason),
      rows.join(', '),
    ]),
  );
}
