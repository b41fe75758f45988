import { BulkheadError } from '@bulkhead/errors';
import { database, network, type Scene, vpcId } from './scene';
import { type OtherRemedy, type Remedies } from './remedy';

const deployAll = 'npx nx run-many -t deploy --environment=qa.json';

/** An engine, AWS or this machine has to fail in a certain way. Only its own spec makes it do that. */
const itself = (shownIn: string, because = 'The engine itself has to fail, or AWS.'): OtherRemedy => ({
  because,
  shownIn: `tools/stacks/src/${shownIn}`,
});
const ofEmulator = (shownIn: string): OtherRemedy => ({
  because: 'The emulator itself has to fail.',
  shownIn: `tools/emulator/src/${shownIn}`,
});
const unprovoked = (because: string): OtherRemedy => ({ because, shownIn: 'nothing' });

/** The code of the network fails. */
function givenFailingCode({ world }: Scene): void {
  world.unsynthesized.set(network.id, new BulkheadError('SynthFailed', 'It throws.', { next: 'correct it' }));
}

/** The remedies for errors of engines, of AWS, of this machine and of the local AWS. */
export const engineRemedies: Remedies = {
  NotBootstrapped: itself('foundation/foundation.spec.ts'),
  PreflightFailed: itself(
    'actions/preflight.spec.ts',
    'Each line of its list has a remedy of its own, in AWS.',
  ),
  BootstrapFailed: itself('foundation/foundation.spec.ts'),
  ForeignBucket: itself(
    'engines/terraform/state-bucket.spec.ts',
    'An edit: another name of the environment.',
  ),
  StateBucketDenied: itself('engines/terraform/state-bucket.spec.ts'),
  MissingTerraform: itself('engines/terraform/apply-configuration.spec.ts', 'A program has to be installed.'),
  MissingPrerequisites: ofEmulator('prerequisites.spec.ts'),
  InvalidTemplate: itself('engines/cdk/validate-template.spec.ts', 'An edit of the code of the app.'),
  InvalidFunctions: itself('executors/build.spec.ts', 'An edit of the manifest.'),
  SynthFailed: {
    fault: (scene) => {
      givenFailingCode(scene);
      return deployAll;
    },
    person: ({ world }) => world.unsynthesized.clear(),
  },
  SynthesisReplaced: itself('actions/recorded-deploy.spec.ts', 'Two commands of a checkout have to meet.'),
  CheckoutBusy: itself('checkout/while-alone.spec.ts', 'Two commands of a checkout have to meet.'),

  AwsDenied: itself('retries/aws-calls.spec.ts'),
  ExpiredCredentials: itself('retries/aws-calls.spec.ts'),
  WrongClock: itself('orphans/unrecorded-stacks.spec.ts'),
  AwsThrottled: itself('retries/aws-calls.spec.ts'),
  AwsUnavailable: {
    fault: async (scene) => {
      await scene.deployAll();
      scene.world.away.add('us-east-1');
      return deployAll;
    },
    person: ({ world }, next) => {
      expect(next).toMatch('run the same command again');
      world.away.clear();
    },
  },
  AwsUntrusted: itself('retries/aws-failure.spec.ts'),
  AwsUnreadable: itself('retries/aws-calls.spec.ts'),
  AwsRefused: itself('retries/aws-calls.spec.ts'),

  TerraformFailed: itself('engines/terraform/terraform-cli.spec.ts'),
  TerraformKilled: itself('engines/terraform/apply-configuration.spec.ts'),
  TerraformNotStarted: unprovoked('The operating system has to refuse to start a program that is there.'),
  CloudFormationFailed: itself('engines/cdk/deploy-stack.spec.ts'),
  RollbackFailed: itself('engines/cdk/roll-back.spec.ts'),
  StackBroken: itself('engines/cdk/stack-standing.spec.ts'),
  StackStuck: itself('engines/cdk/stack-status.spec.ts'),
  StackNotRemoved: itself('engines/cdk/never-created.spec.ts'),
  LeftoverInTheWay: itself('engines/cdk/stack-leftovers.spec.ts'),
  BucketNotEmptied: itself('engines/cdk/deleting-filled-buckets.spec.ts'),
  BrokenPromise: {
    fault: ({ world }) => {
      world.engine.deploy = async () => ({ added: 1, changed: 0, destroyed: 0 });
      return deployAll;
    },
    person: (scene) => {
      scene.world.engine.deploy = async ({ instance }) => {
        scene.publish(instance);
        return { added: 0, changed: 1, destroyed: 0 };
      };
    },
    healed: ({ world }) => {
      expect(world.parameters.get(`us-east-1 ${vpcId}`)).toBe('vpc-1');
      expect(world.recorded(database)).toMatchObject({ outcome: 'deployed' });
    },
  },
  DeadlineExceeded: itself('run/engine-call.spec.ts'),
  Interrupted: itself('engines/interruption.spec.ts'),
  Unfinished: unprovoked('It stands in the report of a run that was killed, and nobody prints it.'),
  Defect: unprovoked('The only remedy for an unknown fault of the tool is a report.'),

  EmulatorLost: itself('run/target.spec.ts', 'The emulator itself has to die.'),
  EmulatorDied: ofEmulator('ensure-emulator.spec.ts'),
  EmulatorTimeout: ofEmulator('ensure-emulator.spec.ts'),
  EmulatorLocked: ofEmulator('exclusive-lock.spec.ts'),
  EmulatorNotStopped: unprovoked('A process has to outlive SIGKILL.'),
  EmulatorResetFailed: unprovoked('The emulator has to answer and not be able to empty itself.'),
  EmulatorUnreachable: ofEmulator('ensure-emulator.spec.ts'),
  InvalidPort: ofEmulator('ensure-emulator.spec.ts'),
  PortInUse: ofEmulator('ensure-emulator.spec.ts'),
  PortUnusable: unprovoked('The user who runs the tests decides whether a port may be used.'),
};
