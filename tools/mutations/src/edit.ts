import { type Body, type TemplateResource } from './template';

/** One safe setting of a resource, broken. */
export interface Edit {
  /** What is no longer as it was, such as `storage_encrypted: false`. */
  readonly change: string;
  apply(resource: TemplateResource): void;
}

/** A way to break what a resource says, wherever it says it. */
export type Edits = (resource: TemplateResource) => Edit[];

/** Where a property is, at any depth: the object that holds it. */
export interface Place {
  readonly holder: Body;
  readonly name: string;
}

/** Every place of some properties in a body, in its order. */
export function placesOf(body: unknown, names: readonly string[]): Place[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) => [
    ...(names.includes(name) && !Array.isArray(body) ? [{ holder: body as Body, name }] : []),
    ...placesOf(value, names),
  ]);
}

/** Leaves a property out. */
export const dropped = Symbol('dropped');

/**
 * Breaks properties of either engine by giving them a value, or leaving them out.
 *
 * @param names the same property as Terraform and as CloudFormation call it
 */
export function setting(names: readonly string[], ...values: readonly unknown[]): Edits {
  return ({ body }) =>
    placesOf(body, names).flatMap(({ holder, name }, index) =>
      values
        .filter((value) => JSON.stringify(holder[name]) !== JSON.stringify(value))
        .map((value) => ({
          change: value === dropped ? `${name} left out` : `${name}: ${JSON.stringify(value)}`,
          apply: (resource: TemplateResource) => {
            const place = placesOf(resource.body, names)[index];
            if (!place) throw new RangeError(`${name} is not where it was.`);
            if (value === dropped) delete place.holder[name];
            else place.holder[name] = value;
          },
        })),
    );
}

/** An edit of every resource of some types. */
export function ofTypes(types: readonly string[], ...edits: readonly Edit[]): Edits {
  return ({ type }) => (types.includes(type) ? [...edits] : []);
}

/** The resource is no longer there. */
export const removed: Edit = { change: 'removed', apply: (resource) => resource.remove() };
