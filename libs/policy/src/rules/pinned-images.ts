import { isText, valueAt, valuesAt } from '../reading/properties';
import { type Place, textOf } from '../reading/references';
import { resourceRule } from './resource-rule';

/** A version other than `latest`, or a digest. */
const pinned = /(:(?!latest$)[\w][\w.-]*|@sha256:[0-9a-f]{64})$/;

/** Running code must change only with the template, so an image needs a version or a digest. */
export const pinnedImages = resourceRule({
  id: 'pinned-images',
  title: 'A container image is named with a version or a digest.',
  controls: ['164.308(a)(5)(ii)(B)', '164.312(c)(1)'],
  types: ['AWS::ECS::TaskDefinition', 'AWS::Lambda::Function', 'AWS::CodeBuild::Project'],
  judge: ({ properties }, place) => {
    const images = ['ContainerDefinitions.Image', 'Code.ImageUri', 'Environment.Image'].flatMap((path) =>
      valuesAt(properties, path),
    );
    if (images.length === 0) return 'not-applicable';
    return images
      .map((image) => nameOf(image, place))
      .filter((name) => !name.endsWith('*') && !pinned.test(name.split('/').at(-1) ?? name))
      .map((name) => `${name} may be another image tomorrow: name a version or digest.`);
  },
});

/** The known part of the name. An image that is a single reference ends in `*`. */
function nameOf(image: unknown, place: Place): string {
  return isText(valueAt({ image }, 'image')) ? String(image) : textOf(image, place);
}
