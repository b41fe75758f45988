import { type ClientRequest } from 'node:http';
import { globalAgent, type Agent as HttpsAgent } from 'node:https';
import { Agent, type AgentConnectOpts } from 'agent-base';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';

/** Connects to AWS through the proxy in `HTTPS_PROXY`, or directly if `NO_PROXY` has the host. */
class ProxiedAgent extends Agent {
  private readonly byProxy = new Map<string, HttpsProxyAgent<string>>();

  connect(_: ClientRequest, { host = '' }: AgentConnectOpts): HttpsAgent | HttpsProxyAgent<string> {
    const proxy = proxyFor(host);
    if (proxy === '') return globalAgent;
    const agent = this.byProxy.get(proxy) ?? new HttpsProxyAgent(proxy, { keepAlive: true });
    this.byProxy.set(proxy, agent);
    return agent;
  }
}

/**
 * The agent of the tool's own clients for a network with a proxy: the SDK for JavaScript reads none of these variables,
 * but Terraform and CDK do.
 */
export const proxiedAgent = new ProxiedAgent({ keepAlive: true });

/** URL of the proxy for a host. Empty if there is none. */
function proxyFor(host: string): string {
  const proxy = getProxyForUrl(`https://${host}`);
  const written = process.env['https_proxy'] ?? process.env['HTTPS_PROXY'] ?? '';
  // Terraform, like every other program, speaks plain text to `proxy:3128`.
  return written.includes('://') ? proxy : proxy.replace(/^https:/, 'http:');
}
