-- A command (XEP-0050) that anybody may run, with a way on, back and out: which day of the week a date is.

module:depends "adhoc";

local adhoc_new = module:require "adhoc".new;
local dataforms_new = require "util.dataforms".new;

local NAMES = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" };
local LENGTHS = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
local SHIFTS = { 0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4 };

local date_form = dataforms_new {
	title = "Time circuits";
	instructions = "Where to? The calendar is the one of today, however far back you go.";
	{ name = "date", type = "text-single", label = "Date, as 1955-11-12", required = true, value = "" };
};

local style_form = dataforms_new {
	title = "Time circuits";
	instructions = "And how shall it be told?";
	{
		name = "style", type = "list-single", label = "Answer", required = true, value = "word",
		options = {
			{ label = "The day alone", value = "word" },
			{ label = "The day and its number in the week", value = "number" },
		};
	};
};

local function parse(text)
	local year, month, day = tostring(text or ""):match("^%s*(%d%d%d%d)%-(%d%d)%-(%d%d)%s*$");
	year, month, day = tonumber(year), tonumber(month), tonumber(day);
	if not year or year == 0 or not LENGTHS[month] or day < 1 or day > LENGTHS[month] then return nil; end
	local leaps = year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0);
	if month == 2 and day == 29 and not leaps then return nil; end
	return { year = year, month = month, day = day };
end

-- 0 is Sunday.
local function weekday_of(date)
	local year = date.month < 3 and date.year - 1 or date.year;
	local floor = math.floor;
	return (year + floor(year / 4) - floor(year / 100) + floor(year / 400) + SHIFTS[date.month] + date.day) % 7;
end

local function ask_date(text, problem)
	local stage = {
		status = "executing", actions = { "next", default = "next" },
		form = { layout = date_form, values = { date = text } },
		error = problem and { message = problem } or nil,
	};
	return stage, { step = "date", text = text };
end

local function tell(state, style)
	local date = parse(state.text);
	local number = weekday_of(date);
	local answer = ("%04d-%02d-%02d is a %s."):format(date.year, date.month, date.day, NAMES[number + 1]);
	if style == "number" then
		answer = answer .. (" In the week, that is day %d."):format(number == 0 and 7 or number);
	end
	return { status = "completed", info = answer };
end

local function run(_, data, state)
	if data.action == "cancel" then return { status = "canceled" }; end
	if not state then return ask_date(os.date("!%Y-%m-%d")); end
	if data.action == "prev" then return ask_date(state.text); end
	if state.step == "date" then
		local fields = data.form and date_form:data(data.form) or {};
		if not parse(fields.date) then
			return ask_date(fields.date or "", "That is no date of the calendar.");
		end
		return {
			status = "executing", actions = { "prev", "complete", default = "complete" },
			form = { layout = style_form, values = { style = "word" } },
		}, { step = "style", text = fields.date };
	end
	local fields = data.form and style_form:data(data.form) or {};
	return tell(state, fields.style);
end

module:provides("adhoc", adhoc_new("Which day of the week is a date?", "hoverboard#weekday", run, "any"));
