/** Name of the file with the configuration, in what was synthesized and where Terraform runs. */
export const configurationFile = 'cdk.tf.json';
