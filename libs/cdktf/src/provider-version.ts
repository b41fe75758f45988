import { type TerraformStack } from 'cdktf';

/** Version of `hashicorp/aws` with checksums in the committed lock file. */
export const providerVersion = '5.100.0';

/**
 * Pins the provider to one version, and to a registry with its full address. Terraform and OpenTofu have different
 * default registries, and so verify the provider against the same lock file.
 */
export function useProviderFrom(stack: TerraformStack, version: string): void {
  stack.addOverride('terraform.required_providers.aws', {
    source: 'registry.terraform.io/hashicorp/aws',
    version,
  });
}
