import { key } from './examples';
import { keyRotation } from './key-rotation';
import { ruleCases } from './rule-cases';

const changed = (properties: object) => {
  const example = key('Key');
  return [{ ...example, properties: { ...example.properties, ...properties } }];
};

ruleCases(keyRotation, {
  compliant: { 'a key that rotates': [key('Key')] },
  nonCompliant: {
    'a key that does not': changed({ EnableKeyRotation: false }),
    'a key of which nothing is said': changed({ EnableKeyRotation: undefined }),
  },
  notApplicable: { 'a key that signs': changed({ KeySpec: 'RSA_4096', EnableKeyRotation: undefined }) },
});
