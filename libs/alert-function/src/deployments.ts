import { instantOf, singleLine, toSeconds } from './plain-text';
import { fieldAt, matchAt, parseJson, textAt } from './untrusted';

/**
 * What is read of Bulkhead's record of a stack. `tools/stacks` writes it, and a spec there compares this reader with
 * that writer.
 */
export interface Deployment {
  readonly role: string;
  readonly app: string;
  readonly stack: string;
  /** `deploying` and `destroying` while the engine is at work, or if it was killed. */
  readonly outcome: 'deploying' | 'deployed' | 'failed' | 'destroying';
  /** When the record was written: at the start of the work, and again at its end. */
  readonly at: Date;
  /** @default the record has none */
  readonly commit: string | undefined;
  /** Whether files differed from the commit. @default the record does not say */
  readonly isClean: boolean | undefined;
  /** How long the last deploy that succeeded took, in seconds. @default the record does not say */
  readonly seconds: number | undefined;
}

/** The records of a region, as far as they can be read; or why they cannot, for people. */
export type KnownDeployments =
  { readonly deployments: readonly Deployment[]; readonly unreadable: number } | { readonly failure: string };

/** The path of all records of an environment in a region, among its SSM parameters. */
export function recordsPath(environment: string): string {
  return `/bulkhead/${environment}/_record`;
}

/** The versions of a record's text that are known. A later version may give the same names another meaning. */
const knownVersions: readonly unknown[] = [1, 2];
const outcomes = ['deploying', 'deployed', 'failed', 'destroying'] as const;

/**
 * The deployment in a parameter. Undefined for a parameter that is no record of a stack, such as a part of a record.
 *
 * @param path name of the parameter
 */
export function parseDeployment(
  environment: string,
  path: string,
  text: string,
): Deployment | 'unreadable' | undefined {
  const root = `${recordsPath(environment)}/`;
  const names = path.startsWith(root) ? path.slice(root.length).split('/') : [];
  const [role, app, stack, ...rest] = names;
  if (!role || !app || !stack || rest.length > 0) return undefined;
  const record = parseJson(text);
  const outcome = outcomes.find((known) => known === fieldAt(record, 'outcome'));
  const at = instantOf(textAt(record, 'at'));
  if (!knownVersions.includes(fieldAt(record, 'version')) || !outcome || !at) return 'unreadable';
  const clean = fieldAt(record, 'by', 'clean');
  const seconds = fieldAt(record, 'seconds');
  return {
    role,
    app,
    stack,
    outcome,
    at,
    commit: matchAt(/^[0-9a-f]{7,64}$/, record, 'by', 'commit'),
    isClean: typeof clean === 'boolean' ? clean : undefined,
    seconds: typeof seconds === 'number' && seconds >= 0 ? seconds : undefined,
  };
}

/** How many deployments are named: what broke something is among the last ones, or it is not a deployment. */
const mostNamed = 3;

/** The last deployments for people, the newest first. */
export function deploymentLines(known: KnownDeployments): string[] {
  if ('failure' in known) return [`What Bulkhead deployed last is not known: ${known.failure}`];
  const newest = [...known.deployments]
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (nameOf(a) < nameOf(b) ? -1 : 1))
    .slice(0, mostNamed);
  return [
    'Deployed last, by the records of Bulkhead in this region:',
    ...(newest.length > 0 ? newest.map((each) => `  ${deploymentLine(each)}`) : ['  nothing']),
    ...(known.unreadable > 0 ? [`  Not readable: ${known.unreadable} more.`] : []),
  ];
}

/** One deployment for people. */
export function deploymentLine(deployment: Deployment): string {
  const { outcome, at, commit, isClean } = deployment;
  const origin = commit ? `commit ${commit.slice(0, 12)}` : 'commit not recorded';
  const changed = isClean === false ? ' with changed files' : '';
  return `${toSeconds(at)}  ${nameOf(deployment)}  ${outcome}  ${origin}${changed}`;
}

function nameOf({ role, app, stack }: Deployment): string {
  return singleLine(`${app}/${stack}@${role}`, 150);
}
