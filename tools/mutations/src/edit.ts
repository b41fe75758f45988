import { type Body, type TemplateResource } from './template';

/** An edit that breaks one safe setting of a resource. */
export interface Edit {
  /** The broken setting, such as `storage_encrypted: false`. */
  readonly change: string;
  apply(resource: TemplateResource): void;
}

/** A way to break a setting of a resource, in every place where the resource has the setting. */
export type Edits = (resource: TemplateResource) => Edit[];

/** The place of a property, at any depth: the object that holds the property. */
export interface Place {
  readonly holder: Body;
  readonly name: string;
}

/** Every place of the given properties in a body, in order. */
export function placesOf(body: unknown, names: readonly string[]): Place[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) => [
    ...(names.includes(name) && !Array.isArray(body) ? [{ holder: body as Body, name }] : []),
    ...placesOf(value, names),
  ]);
}

/** Marks a property to leave out. */
export const dropped = Symbol('dropped');

/**
 * Breaks a property in either engine: sets another value or leaves the property out.
 *
 * @param names names of the same property in Terraform and in CloudFormation
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

/** Edits for every resource of the given types. */
export function ofTypes(types: readonly string[], ...edits: readonly Edit[]): Edits {
  return ({ type }) => (types.includes(type) ? [...edits] : []);
}

/** Removes the resource. */
export const removed: Edit = { change: 'removed', apply: (resource) => resource.remove() };
