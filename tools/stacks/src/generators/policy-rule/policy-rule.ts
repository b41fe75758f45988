import { join } from 'node:path';
import { formatFiles, generateFiles, type Tree } from '@nx/devkit';
import { withElement } from '../edits/array-elements';
import { withImport } from '../edits/imports';
import { requireMatch } from '../given-options';
import { namesOf } from '../names';
import { speaking } from '../speaking';
import { updateReference } from '../update-derived';
import { editFile } from '../workspace';

export interface PolicyRuleOptions {
  readonly name: string;
  /** CloudFormation type that the rule checks. Terraform resources are read as CloudFormation types. */
  readonly resourceType: string;
  /** Property that has to be set. */
  readonly property: string;
  /** Paragraph of 45 CFR. */
  readonly control: string;
}

export const rulesFolder = 'libs/policy/src/rules';

/** Makes a new rule of the policy, with cases that it accepts and cases that it rejects. */
export default speaking(async (tree: Tree, options: PolicyRuleOptions) => {
  const { resourceType, property, control } = options;
  const names = namesOf(options.name, 'name');
  requireMatch(
    'resourceType',
    resourceType,
    /^AWS::\w+::\w+$/,
    'a type of CloudFormation, such as AWS::SQS::Queue',
  );
  requireMatch('property', property, /^[A-Z]\w*$/, 'a property of the type, such as KmsMasterKeyId');
  requireMatch(
    'control',
    control,
    /^164\.3(08|10|12|16)\([a-e]\)(\(\w+\))*$/,
    'a paragraph of 45 CFR, such as 164.312(e)(1)',
  );
  if (!tree.exists(`${rulesFolder}/${names.name}.ts`))
    generateFiles(tree, join(__dirname, 'files'), rulesFolder, { ...names, resourceType, property, control });
  editFile(tree, `${rulesFolder}/index.ts`, names.constant, (text) => {
    const edited = withElement(text, 'rules', names.constant);
    return edited && withImport(edited, names.constant, `./${names.name}`);
  });
  await formatFiles(tree);
  return updateReference(tree);
});
