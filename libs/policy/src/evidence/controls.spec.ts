import { evaluateNag } from '../nag/evaluate-nag';
import { policyResource, policyStack } from '../testing';
import { controls } from './controls';

const ids = controls.map(({ id }) => id);

test('the list has each paragraph once, and covers every section of the safeguards', () => {
  expect(new Set(ids).size).toBe(ids.length);
  expect(
    Object.fromEntries(
      ['308', '310', '312', '314', '316'].map((section) => [
        section,
        ids.filter((id) => id.startsWith(`164.${section}(`)).length,
      ]),
    ),
  ).toEqual({ 308: 31, 310: 12, 312: 12, 314: 9, 316: 5 });
});

test('each control has a title and somebody who answers for it', () => {
  for (const { title, responsible } of controls) {
    expect(title).toMatch(/^[A-Z].{5,}/);
    expect(responsible).not.toBe('');
  }
});

test('the list has every paragraph that a cdk-nag rule covers', async () => {
  const { rules } = await evaluateNag([policyStack([policyResource('Key', 'AWS::KMS::Key')])]);

  expect(rules.length).toBeGreaterThanOrEqual(85);
  expect(rules.flatMap((rule) => rule.controls).filter((control) => !ids.includes(control))).toEqual([]);
});
