import { stateBucketName, stateKey, type StackContext } from '@bulkhead/stack';
import { LocalBackend, S3Backend, type TerraformStack } from 'cdktf';

/**
 * Keeps the state in the place that the environment chooses. The tool that runs Terraform gives the path of a local
 * state file: the output must be the same on every machine, so it must not contain a path.
 *
 * @emulator The backend uses the path style of S3 for the bucket of the state.
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
    // Twice the default. A state that was not written, or a lock that was not released, is the only failure from which
    // the next run cannot simply continue.
    maxRetries: 10,
  });
  // A setting that cdktf has no property for. S3's conditional writes hold the lock, so no table is needed.
  stack.addOverride('terraform.backend.s3.use_lockfile', true);
  if (environment.target === 'emulator') stack.addOverride('terraform.backend.s3.use_path_style', true);
}
