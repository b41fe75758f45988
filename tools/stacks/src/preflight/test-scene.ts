import { parseEnvironment } from '@bulkhead/config';
import type { PolicyResource } from '@bulkhead/policy';
import { type ParameterUse } from '@bulkhead/stack';
import { type Synthesized } from '../synthesis/synthesize';
import { type Answers, playedClient, type SentCommand } from '../test-aws/played-client';
import { type StackInstance } from '../workspace/stack-instance';
import { testInstance } from '../workspace/test-instances';
import { nothing, type PlannedStack, type Standing } from './planned-stack';
import { PreflightServices } from './preflight-services';
import { type Scene } from './scene';

/** Services with the answers of a spec. They remember the calls. */
export class PlayedServices extends PreflightServices {
  /** All commands, in order. */
  readonly sent: SentCommand[] = [];

  constructor(
    private readonly answers: Answers,
    region = 'us-east-1',
  ) {
    super(region);
  }

  protected override prepare<C extends { destroy(): void }>(client: C): C {
    return playedClient(client, this.answers, this.sent);
  }
}

/** Resources in CloudFormation's words, each with a logical id of its own: `['AWS::EC2::VPC', {}]`. */
export function resourcesOf(
  ...resources: readonly (readonly [type: string, properties?: object, logicalId?: string])[]
): PolicyResource[] {
  return resources.map(([type, properties = {}, logicalId = `${type.replace(/\W/g, '')}`], index) => ({
    logicalId,
    address: `${logicalId}${index}`,
    type,
    properties: properties as PolicyResource['properties'],
    folded: [],
  }));
}

/** What a spec says of a planned stack. */
export interface Planned {
  readonly resources?: readonly PolicyResource[];
  readonly standing?: Standing;
  readonly consumes?: readonly ParameterUse[];
  readonly over?: Partial<StackInstance>;
  readonly name?: string;
}

export function planned(id: string, of: Planned = {}): PlannedStack {
  const { resources = [], standing = nothing, consumes = [], over, name } = of;
  return {
    instance: testInstance(id, over),
    synthesized: { consumes, publishes: [], directory: '', name } as unknown as Synthesized,
    resources,
    standing: async () => standing,
  };
}

/** What stands: resources by type, and their values. */
export function standing(counts: Readonly<Record<string, number>>, ...values: readonly string[]): Standing {
  return { counts: new Map(Object.entries(counts)), has: (value) => values.includes(value) };
}

/** A scene in us-east-1 of an account, with the answers of a spec instead of AWS. */
export function sceneOf(
  stacks: readonly PlannedStack[],
  answers: Answers = {},
  over: Partial<Scene> = {},
): Scene & { readonly services: PlayedServices } {
  return {
    environment: parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json'),
    environmentOption: '-c qa',
    region: 'us-east-1',
    caller: 'arn:aws:iam::123456789012:user/ada',
    stacks,
    instances: stacks.map(({ instance }) => instance),
    valuesOf: async () => new Map(),
    lacking: async () => undefined,
    ...over,
    services: new PlayedServices(answers),
  };
}
