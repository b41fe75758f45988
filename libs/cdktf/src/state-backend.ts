import { stateBucketName, type StackContext } from '@bulkhead/stack';
import { type TerraformStack } from 'cdktf';

/** Terraform's S3 backend, with the settings of this provider's generation. */
interface S3Backend {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
  readonly encrypt: true;
  /** S3's own conditional writes hold the lock; no DynamoDB table. */
  readonly use_lockfile: true;
  readonly use_path_style?: true;
}

/**
 * Keeps the state where the environment says. The path of a local state file is left to the tool that runs
 * Terraform, since a path has no place in output that must be the same on every machine.
 */
export function useBackend(stack: TerraformStack, context: StackContext): void {
  const { environment, app, stack: name, role, region } = context;
  if (environment.terraformState.type === 'local') {
    stack.addOverride('terraform.backend', { local: {} });
    return;
  }
  const s3: S3Backend = {
    bucket: stateBucketName(environment, region),
    key: `${environment.name}/${role}/${app}/${name}.tfstate`,
    region,
    encrypt: true,
    use_lockfile: true,
    ...(environment.target === 'emulator' && { use_path_style: true }),
  };
  stack.addOverride('terraform.backend', { s3 });
}
