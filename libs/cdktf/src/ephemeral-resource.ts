import { ref, TerraformElement, Token } from 'cdktf';
import { type Construct } from 'constructs';

/**
 * A value that Terraform reads or creates for one run only. It is in no plan and in no state, and only a write-only
 * attribute accepts it. cdktf has no classes for these. Terraform 1.11 and OpenTofu 1.11 support both.
 * https://developer.hashicorp.com/terraform/language/block/ephemeral
 */
export class EphemeralResource extends TerraformElement {
  /**
   * @param type such as `aws_secretsmanager_random_password`
   * @param attributes by Terraform's names
   */
  constructor(
    scope: Construct,
    id: string,
    private readonly type: string,
    private readonly attributes: Readonly<Record<string, unknown>>,
  ) {
    super(scope, id, `ephemeral.${type}`);
  }

  /** An expression for the value of an attribute. */
  expressionFor(attribute: string): string {
    return Token.asString(ref(`${this.fqn}.${attribute}`, this.cdktfStack));
  }

  override toTerraform(): object {
    return { ephemeral: { [this.type]: { [this.friendlyUniqueId]: this.attributes } } };
  }
}
