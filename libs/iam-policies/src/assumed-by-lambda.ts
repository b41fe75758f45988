/** Trusts Lambda, which does not tell for which function it assumes a role: a condition on it would lock it out. */
export const assumedByLambda = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Lambda',
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ],
} as const;
