import { BulkheadError } from '@bulkhead/errors';
import { addressTag } from '@bulkhead/tagging';
import { Fn, type IAspect, TerraformResource, Token } from 'cdktf';
import { type IConstruct } from 'constructs';

type Tags = Record<string, string>;

/** A resource whose `tags` are one map, as in most types. */
interface MapTagged extends TerraformResource {
  tags: Tags;
  readonly tagsInput?: Tags;
}

/** A resource with a `tag` block for each tag: an Auto Scaling group. */
interface BlockTagged extends TerraformResource {
  putTag(blocks: readonly object[]): void;
  readonly tagInput?: readonly object[];
}

/**
 * Gives every taggable resource a tag with its Terraform address. The provider's default tags identify only the stack
 * of a resource. This tag identifies the resource within the stack.
 */
export class AddressTags implements IAspect {
  /** @param defaultTags the tags that the provider gives to all resources except an Auto Scaling group */
  constructor(private readonly defaultTags: Readonly<Tags>) {}

  visit(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node)) return;
    const resource = node as TerraformResource;
    if (isMapTagged(resource)) {
      const tag = tagFor(resource);
      const own = resource.tagsInput ?? {};
      resource.tags = Token.isUnresolved(own)
        ? (Fn.merge([own, tag]) as unknown as Tags)
        : { ...own, ...tag };
    } else if (isBlockTagged(resource)) {
      // https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/autoscaling_group
      const tags = { ...this.defaultTags, ...tagFor(resource) };
      const blocks = Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: false }));
      resource.putTag([...(resource.tagInput ?? []), ...blocks]);
    }
  }
}

/** One type has a block `tags` that does not label the resource: `aws_devopsguru_resource_collection`. */
function isMapTagged(resource: TerraformResource): resource is MapTagged {
  return 'tagsInput' in resource && !('putTags' in resource);
}

/** Only one type with `tag` blocks is taggable. In `aws_autoscaling_group_tag`, the tag is the resource itself. */
function isBlockTagged(resource: TerraformResource): resource is BlockTagged {
  return resource.terraformResourceType === 'aws_autoscaling_group';
}

/**
 * @throws BulkheadError `CountedResource` for a resource that Terraform multiplies, since its copies would share one
 * address; `InvalidTag` for an address that is too long
 */
function tagFor({ terraformResourceType, friendlyUniqueId, count, forEach }: TerraformResource): Tags {
  const address = `${terraformResourceType}.${friendlyUniqueId}`;
  if (count !== undefined || forEach !== undefined) {
    throw new BulkheadError(
      'CountedResource',
      `${address} has a count or for_each, so that several resources would be tagged with one address.`,
      { next: 'create the resources in a loop of the stack' },
    );
  }
  return addressTag(address);
}
