/**
 * Every n-th operation of larger documents, marked by a person from its method, path and summary alone, before the
 * inference was asked: nobody chose them, and no rule was made for them. What is not named has no role.
 */
import type { Role } from '../../src/infer/inference.ts';

export interface Sample {
  readonly every: number;
  readonly roles: Readonly<Record<string, Role>>;
}

export const SAMPLES: Readonly<Record<string, Sample>> = {
  '@octokit/openapi/generated/api.github.com.json': {
    every: 25,
    roles: {
      'PATCH /enterprises/{enterprise}/code-security/configurations/{configuration_id}': 'update',
      'GET /enterprises/{enterprise}/teams/{enterprise-team}/organizations': 'list',
      'POST /gists/{gist_id}/forks': 'create',
      'DELETE /notifications/threads/{thread_id}': 'delete',
      'GET /orgs/{org}/actions/hosted-runners': 'list',
      'PATCH /orgs/{org}/agents/variables/{name}': 'update',
      'DELETE /orgs/{org}/campaigns/{campaign_number}': 'delete',
      'DELETE /orgs/{org}/codespaces/secrets/{secret_name}/repositories/{repository_id}': 'delete',
      'PUT /orgs/{org}/copilot/coding-agent/permissions/repositories/{repository_id}': 'upsert',
      'GET /orgs/{org}/failed_invitations': 'list',
      'DELETE /orgs/{org}/memberships/{username}': 'delete',
      'GET /orgs/{org}/packages/{package_type}/{package_name}/versions': 'list',
      'POST /orgs/{org}/projectsV2/{project_number}/items': 'create',
      'DELETE /orgs/{org}/rulesets/{ruleset_id}': 'delete',
      'GET /orgs/{org}/settings/network-settings/{network_settings_id}': 'read',
      'GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs': 'list',
      'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}': 'read',
      'GET /repos/{owner}/{repo}/autolinks/{autolink_id}': 'read',
      'GET /repos/{owner}/{repo}/commits': 'list',
      'GET /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules/{protection_rule_id}':
        'read',
      'GET /repos/{owner}/{repo}/git/tags/{tag_sha}': 'read',
      'GET /repos/{owner}/{repo}/import/large_files': 'list',
      'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions/{reaction_id}': 'delete',
      'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews': 'list',
      'POST /repos/{owner}/{repo}/releases/{release_id}/reactions': 'create',
      'GET /repos/{owner}/{repo}/security-advisories/{ghsa_id}': 'read',
      'PUT /teams/{team_id}/members/{username}': 'upsert',
      'PUT /user/codespaces/secrets/{secret_name}/repositories/{repository_id}': 'upsert',
      'GET /user/installations': 'list',
      'GET /user/packages': 'list',
      'GET /user/subscriptions': 'list',
      'DELETE /users/{username}/copilot-spaces/{space_number}/resources/{space_resource_id}': 'delete',
      'POST /users/{username}/projectsV2/{project_number}/fields': 'create',
    },
  },
  '@netlify/open-api/dist/swagger.json': {
    every: 8,
    roles: {
      'GET /sites': 'list',
      'GET /accounts/{account_id}/env': 'list',
      'GET /sites/{site_id}/functions': 'list',
      'PUT /sites/{site_id}/assets/{asset_id}': 'replace',
      'PUT /sites/{site_id}/snippets/{snippet_id}': 'replace',
      'DELETE /sites/{site_id}/build_hooks/{id}': 'delete',
      'GET /sites/{site_id}/builds': 'list',
      'POST /deploys/{deploy_id}/plugin_runs': 'create',
      'GET /hooks/types': 'list',
      'GET /{account_slug}/sites': 'list',
      'GET /accounts/types': 'list',
      'POST /agent_runners': 'create',
      'GET /agent_runners/{agent_runner_id}/sessions': 'list',
      'POST /sites/{site_id}/services/{addon}/instances': 'create',
      'GET /sites/{site_id}/traffic_splits': 'list',
      'GET /dns_zones/{zone_id}': 'read',
      'POST /sites/{site_id}/dev_servers': 'create',
      'PUT /sites/{site_id}/dev_server_hooks/{id}': 'replace',
      'DELETE /sites/{site_id}/database/branch/{branch_id}': 'delete',
    },
  },
  '@readme/oas-examples/3.0/json/star-trek.json': {
    every: 12,
    roles: {
      'GET /animal': 'read',
      'GET /bookSeries': 'read',
      'GET /comicSeries': 'read',
      'GET /element': 'read',
      'GET /location': 'read',
      'GET /medicalCondition': 'read',
      'GET /performer': 'read',
      'GET /spacecraft': 'read',
      'GET /technology': 'read',
      'GET /tradingCardSet': 'read',
    },
  },
  '@readme/oas-examples/3.1/json/readme.json': {
    every: 5,
    roles: {
      'GET /projects/{subdomain}/apikeys': 'list',
      'GET /branches/{branch}/apis': 'list',
      'GET /apply': 'list',
      'DELETE /branches/{branch}/categories/{section}/{title}': 'delete',
      'GET /changelogs/{identifier}': 'read',
      'GET /branches/{branch}/custom_pages/{slug}': 'read',
      'DELETE /branches/{branch}/guides/{slug}': 'delete',
      'GET /outbound_ips': 'list',
      'DELETE /branches/{branch}/reference/{slug}': 'delete',
      'DELETE /branches/{branch}/recipes/{slug}': 'delete',
      'POST /branches': 'create',
    },
  },
  'ws-dottie/dist/openapi/wsf-schedule.json': {
    every: 5,
    roles: {
      'GET /activeseasons': 'list',
      'GET /routedetails/{TripDate}/{DepartingTerminalID}/{ArrivingTerminalID}': 'list',
      'GET /alerts': 'list',
      'GET /terminalsandmates/{TripDate}': 'list',
    },
  },
};
