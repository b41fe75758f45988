import { stateBucketName, stateKey, type StackContext } from '@bulkhead/stack';
import { LocalBackend, S3Backend, type TerraformStack } from 'cdktf';

/**
 * Keeps the state where the environment says. The path of a local state file is given by the tool that runs
 * Terraform, since a path of a machine has no place in output that must be the same everywhere.
 *
 * @emulator The bucket of the state is asked for by path.
 */
export function useBackend(stack: TerraformStack, context: StackContext): void {
  const { environment, region } = context;
  if (environment.terraformState.type === 'local') {
    new LocalBackend(stack, { path: 'terraform.tfstate' });
    return;
  }
  new S3Backend(stack, {
    bucket: stateBucketName(environment, region),
    key: stateKey(environment, context),
    region,
    encrypt: true,
    // Twice the default: a state that could not be written, or a lock that could not be given back, is the one failure
    // that the next run cannot simply go on from.
    maxRetries: 10,
  });
  // Settings of the backend that cdktf has no property for. S3's conditional writes hold the lock: no table.
  stack.addOverride('terraform.backend.s3.use_lockfile', true);
  if (environment.target === 'emulator') stack.addOverride('terraform.backend.s3.use_path_style', true);
}
