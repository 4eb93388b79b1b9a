-- What the gateway needs inside its own Prosody: it ends with the gateway, it is filled on its first start, and it says
-- when it can be used. Talks over standard input and output: a line of JSON out, end of input in.

module:set_global();

local json = require "util.json";
local st = require "util.stanza";
local hex = require "util.hex";
local jid = require "util.jid";
local new_uuid = require "util.uuid".generate;
local hashers = require "util.sasl.scram".hashers;
local portmanager = require "core.portmanager";
local storagemanager = require "core.storagemanager";
local rostermanager = require "core.rostermanager";
local server = require "net.server";

local domain = module:get_option_string("hoverboard_domain");
local rooms_host = module:get_option_string("hoverboard_rooms");
local seed_file = module:get_option_string("hoverboard_seed");
local seeded_file = module:get_option_string("hoverboard_seeded");
local wanted_ports = module:get_option_array("hoverboard_ports", {});

local function say(line)
	io.stdout:write(json.encode(line), "\n");
	io.stdout:flush();
end

-- A gateway that was killed cannot say goodbye; its end of the pipe closes all the same.
local function follow_gateway()
	server.watchfd(0, function (watch)
		if io.stdin:read(0) == nil then
			watch:del();
			-- Stopping waits for streams to close, which only the main thread may.
			prosody.main_thread:run(function ()
				prosody.unlock_globals();
				prosody.shutdown("The gateway is gone");
				prosody.lock_globals();
			end);
		else
			io.stdin:read(1);
		end
	end);
end

-- One hash for all accounts with the same password: a thousand take a second instead of a minute.
local hash_name = module:get_option_string("password_hash", "SHA-1");
local function credentials_of(password, known)
	if not known[password] then
		local salt, iterations = new_uuid(), 10000;
		local _, stored_key, server_key = hashers[hash_name](password, salt, iterations);
		known[password] = {
			stored_key = hex.encode(stored_key), server_key = hex.encode(server_key),
			salt = salt, iteration_count = iterations,
		};
	end
	return known[password];
end

local function seed_accounts(accounts)
	local store = assert(storagemanager.open(domain, "accounts"));
	local known = {};
	for _, account in ipairs(accounts or {}) do
		if not store:get(account.user) then
			assert(store:set(account.user, credentials_of(account.password, known)));
		end
	end
end

local function seed_rosters(rosters)
	for user, contacts in pairs(rosters or {}) do
		local roster = rostermanager.load_roster(user, domain);
		for _, contact in ipairs(contacts) do
			local groups = {};
			for _, group in ipairs(contact.groups or {}) do groups[group] = true; end
			roster[contact.jid] = { subscription = "both", name = contact.name, groups = groups };
		end
		rostermanager.save_roster(user, domain, roster);
	end
end

local function message_of(attributes, body)
	local stanza = st.message(attributes);
	stanza:text_tag("body", body);
	return stanza:tag("origin-id", { xmlns = "urn:xmpp:sid:0", id = attributes.id }):up();
end

local function seed_room(muc, log, spec)
	local room_jid = jid.join(spec.node, rooms_host);
	local room = muc.create_room(room_jid);
	if not room then return; end -- it is there already: people may have changed it since
	room:set_public(true);
	room:set_name(spec.name);
	room:set_description(spec.description);
	room:set_password(spec.password);
	for address, affiliation in pairs(spec.affiliations or {}) do
		room:set_affiliation(true, address, affiliation);
	end
	if spec.subject then room:set_subject(jid.join(spec.node, rooms_host, spec.subject.by), spec.subject.text); end
	for _, said in ipairs(log and spec.messages or {}) do
		local from = jid.join(spec.node, rooms_host, said.from);
		log:append(spec.node, nil, message_of({ type = "groupchat", from = from, id = new_uuid() }, said.body), said.at,
			"message<groupchat");
	end
	room:set_persistent(true); -- last: a persistent room is written at each change
	room:save(true);
end

local function seed_chats(chats)
	local archive = storagemanager.open(domain, "archive", "archive");
	for _, chat in ipairs(chats or {}) do
		for _, said in ipairs(chat.messages) do
			local to = said.from == chat.between[1] and chat.between[2] or chat.between[1];
			local from_jid, to_jid = jid.join(said.from, domain), jid.join(to, domain);
			local stanza = message_of({ type = "chat", from = from_jid, to = to_jid, id = new_uuid() }, said.body);
			archive:append(said.from, nil, stanza, said.at, to_jid);
			archive:append(to, nil, stanza, said.at, from_jid);
		end
	end
end

local function seed()
	local done = seeded_file and io.open(seeded_file);
	if done then return done:close(); end
	local file = seed_file and io.open(seed_file);
	if not file then return; end
	local data = assert(json.decode(file:read("*a")));
	file:close();
	local has_archive = module:get_option_boolean("hoverboard_archive", true);
	local muc = prosody.hosts[rooms_host].modules.muc;
	local log = has_archive and storagemanager.open(rooms_host, "muc_log", "archive") or nil;
	seed_accounts(data.accounts);
	seed_rosters(data.rosters);
	for _, spec in ipairs(data.rooms or {}) do seed_room(muc, log, spec); end
	if has_archive then seed_chats(data.chats); end
	assert(io.open(seeded_file, "w")):close();
end

local function missing_ports()
	local missing = {};
	for _, port in ipairs(wanted_ports) do
		if #portmanager.get_active_services():search(nil, nil, port) == 0 then table.insert(missing, port); end
	end
	return missing;
end

-- The archive's driver falls back to one that remembers nothing, with no more than a line in the log.
local function has_sql()
	return (pcall(require, "DBI")) and (pcall(require, "dbd.sqlite3"));
end

module:hook("server-started", function ()
	follow_gateway();
	local ok, problem = pcall(seed);
	say({
		ready = ok, problem = not ok and tostring(problem) or nil, version = prosody.version,
		sql = has_sql(), missing = missing_ports(),
	});
end, -100);
