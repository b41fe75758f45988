import { type Edits } from './edit';
import { isDangling, resourcesOf } from './template';

/** A template in which one safe setting is broken. */
export interface Mutant {
  /** Terraform address or logical id of the broken resource. */
  readonly resource: string;
  readonly change: string;
  /** The template as text. */
  readonly source: string;
}

/** Every template that differs from the source by one broken setting. */
export function mutantsOf(source: string, engine: 'cdk' | 'cdktf', edits: readonly Edits[]): Mutant[] {
  const resources = resourcesOf(JSON.parse(source) as object, engine);
  return resources.flatMap((resource, index) =>
    edits.flatMap((edit) =>
      edit(resource).flatMap(({ change, apply }): Mutant[] => {
        const template = JSON.parse(source) as object;
        const mutated = resourcesOf(template, engine)[index];
        if (!mutated) throw new RangeError(`${resource.address} is not where it was.`);
        apply(mutated);
        const isGone = resourcesOf(template, engine).every(({ address }) => address !== resource.address);
        if (isGone && isDangling(template, resource.address)) return [];
        return [{ resource: resource.address, change, source: JSON.stringify(template) }];
      }),
    ),
  );
}
