import { type TerraformStack } from 'cdktf';

/** Version of `hashicorp/aws` that the committed lock file holds the checksums of. */
export const providerVersion = '5.100.0';

/**
 * Pins the provider to one version and to a registry written in full, so that Terraform and OpenTofu, which
 * have different default registries, verify it against the same lock file.
 */
export function useProviderFrom(stack: TerraformStack, version: string): void {
  stack.addOverride('terraform.required_providers.aws', {
    source: 'registry.terraform.io/hashicorp/aws',
    version,
  });
}
