/** The address of the provider, as Terraform writes it. */
export const providerSource = 'registry.terraform.io/hashicorp/aws';
