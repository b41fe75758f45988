import { type AwsClients } from '../aws-clients';
import { publishDatabase, publishNetwork } from '../published-by-hand';

/** A stack of preset `saas` that is deployed alone, again and again, each time into an empty emulator. */
export interface StackUnderFaults {
  /** `<app>/<stack>`, as reports have it. */
  readonly id: string;
  readonly app: string;
  readonly stack: string;
  readonly engine: 'Terraform' | 'CloudFormation';
  /** Publishes what it consumes. */
  prepare(aws: AwsClients): Promise<void>;
}

/** Every stack that environment `local` has. */
export const stacksUnderFaults: readonly StackUnderFaults[] = [
  {
    id: 'network/vpc',
    app: 'network',
    stack: 'vpc',
    engine: 'Terraform',
    prepare: () => Promise.resolve(),
  },
  {
    id: 'database/relational',
    app: 'database',
    stack: 'relational',
    engine: 'Terraform',
    prepare: async (aws) => void (await publishNetwork(aws)),
  },
  {
    id: 'app-platform/service',
    app: 'app-platform',
    stack: 'service',
    engine: 'CloudFormation',
    prepare: async (aws) => publishDatabase(aws, await publishNetwork(aws)),
  },
];
