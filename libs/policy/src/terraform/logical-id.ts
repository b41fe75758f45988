/**
 * Logical id of a Terraform resource: the letters and digits of its address. The type is part of the id, since local
 * names of different types may be equal.
 *
 * @example `aws_vpc.regional_vpc_643A8A14` -> `VpcRegionalVpc643A8A14`
 */
export function logicalIdOf(address: string): string {
  return address
    .replace(/^aws_/, '')
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
