import { z } from 'zod';
import { Unfit } from '@bulkhead/errors';

/** A number, which CloudFormation and Terraform also take as a text. */
export const number = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value),
  z.number({ error: 'is no number' }),
);

export const wholeNumber = number.pipe(z.number().int({ error: 'is no whole number' }));

export const boolean = z.preprocess(
  (value) => (value === 'true' ? true : value === 'false' ? false : value),
  z.boolean({ error: 'is neither true nor false' }),
);

/** A text, or something that becomes one on deployment. */
export const deployedText = z
  .unknown()
  .refine((value) => value !== undefined && value !== null, { error: 'is missing' });

/** The names and values of dimensions, as a list. */
export const dimensionList = z.array(z.strictObject({ Name: z.string(), Value: deployedText })).default([]);

/**
 * The properties of a resource, and nothing besides: a property that the simulator does not know could change what an
 * alarm does.
 *
 * @throws Unfit with everything that does not fit
 */
export function propertiesOf<Schema extends z.ZodType>(schema: Schema, properties: object): z.infer<Schema> {
  const read = schema.safeParse(properties);
  if (read.success) return read.data;
  throw new Unfit(
    read.error.issues
      .map((issue) => {
        const path = issue.path.join('.');
        if (issue.code === 'unrecognized_keys')
          return `the simulator does not know its ${issue.keys.map((key) => [path, key].filter(Boolean).join('.')).join(', ')}`;
        return `its ${path} ${issue.message}`;
      })
      .join('; '),
  );
}
