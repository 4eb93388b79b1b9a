-- Lets everybody make nodes at the pubsub service, as everybody may make rooms: Prosody 0.12 leaves that to its
-- administrators, of which this server has none, and has no setting for it.

local service = module:depends("pubsub").get_service();

-- A copy: the table is the one that the services of all accounts (PEP) use as well.
local capabilities = {};
for affiliation, may in pairs(service.config.capabilities) do
	local copy = {};
	for action, is_allowed in pairs(may) do copy[action] = is_allowed; end
	capabilities[affiliation] = copy;
end
for _, affiliation in ipairs({ "none", "member", "publisher" }) do
	capabilities[affiliation].create = true;
end
service.config.capabilities = capabilities;
