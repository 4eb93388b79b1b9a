"""slixmpp, driven over standard input and output: one JSON text a line. Ends with its input."""

import asyncio
import json
import os
import sys

from slixmpp import ClientXMPP
from slixmpp.xmlstream.handler import Callback
from slixmpp.xmlstream.matcher import MatchXMLMask, MatchXPath

MUC_USER = "{http://jabber.org/protocol/muc#user}"
DATA = "{jabber:x:data}"


def tell(event, **details):
    print(json.dumps({"event": event, **{key: str(value) for key, value in details.items()}}), flush=True)


class Client(ClientXMPP):
    def __init__(self):
        super().__init__(os.environ["XMPP_JID"], os.environ["XMPP_PASSWORD"])
        self.ca_certs = os.environ["XMPP_CA"]
        self.auto_authorize = True
        self.auto_subscribe = True
        for plugin in ("xep_0030", "xep_0045", "xep_0085", "xep_0184", "xep_0199", "xep_0424"):
            self.register_plugin(plugin)
        self["xep_0184"].auto_ack = True
        self["xep_0184"].auto_request = True
        self.add_event_handler("session_start", self.started)
        self.add_event_handler("failed_auth", lambda _: tell("failed"))
        self.add_event_handler("message", self.said)
        self.add_event_handler("receipt_received", lambda stanza: tell("receipt", id=stanza["receipt"]))
        for state in ("active", "composing", "paused"):
            self.add_event_handler(f"chatstate_{state}", self.state)
        self.add_event_handler("groupchat_message", self.said)
        self.add_event_handler("message_retract", self.retracted)
        self.add_event_handler("groupchat_subject", lambda stanza: tell("subject", text=stanza["subject"]))
        self.add_event_handler("groupchat_presence", self.present)
        # Not its event for errors, which it keeps to itself once it was in the room.
        refusal = MatchXMLMask("<presence xmlns='jabber:client' type='error'/>")
        self.register_handler(Callback("A door that stays shut", refusal, self.refused))
        invite = MatchXPath(f"{{jabber:client}}message/{MUC_USER}x/{MUC_USER}invite")
        self.register_handler(Callback("An invitation through a room", invite, self.invited))
        occupant = MatchXPath(f"{{jabber:client}}presence/{MUC_USER}x")
        self.register_handler(Callback("Somebody is gone", occupant, self.gone))

    async def started(self, _):
        await self.get_roster()
        self.send_presence()
        tell("ready")

    def said(self, stanza):
        if stanza["type"] == "error":
            tell("bounce", id=stanza["id"], condition=stanza["error"]["condition"])
        elif stanza["body"]:
            tell("message", kind=stanza["type"], sender=stanza["from"].bare, nick=stanza["from"].resource, body=stanza["body"], id=stanza["id"])

    def retracted(self, stanza):
        named = [each.get("id") for each in stanza.xml if each.tag.endswith(("}apply-to", "}retract"))]
        tell("retract", kind=stanza["type"], sender=stanza["from"].bare, ids=" ".join(named))

    def state(self, stanza):
        tell("state", sender=stanza["from"].bare, state=stanza["chat_state"])

    def refused(self, stanza):
        tell("refused", room=stanza["from"].bare, condition=stanza["error"]["condition"])

    def invited(self, stanza):
        asked = stanza.xml.find(f"{MUC_USER}x")
        invite = asked.find(f"{MUC_USER}invite")
        tell(
            "invited",
            room=stanza["from"].bare,
            password=asked.findtext(f"{MUC_USER}password", ""),
            reason=invite.findtext(f"{MUC_USER}reason", ""),
        )

    def gone(self, stanza):
        if stanza["type"] != "unavailable":
            return
        muc = stanza.xml.find(f"{MUC_USER}x")
        destroyed = muc.find(f"{MUC_USER}destroy")
        if destroyed is not None:
            tell(
                "destroyed",
                room=stanza["from"].bare,
                successor=destroyed.get("jid", ""),
                password=destroyed.findtext(f"{MUC_USER}password", ""),
                reason=destroyed.findtext(f"{MUC_USER}reason", ""),
            )
            return
        codes = [status.get("code") for status in muc.findall(f"{MUC_USER}status")]
        reason = muc.findtext(f"{MUC_USER}item/{MUC_USER}reason", "")
        for code in codes or ["none"]:
            tell("gone", room=stanza["from"].bare, nick=stanza["from"].resource, status=code, reason=reason)

    def obey(self, order):
        what = order["do"]
        if what == "say":
            message = self.make_message(mto=order["to"], mbody=order["body"], mtype=order.get("kind", "chat"))
            message["id"] = order.get("id", "")
            message.send()
        elif what == "state":
            message = self.make_message(mto=order["to"], mtype="chat")
            message["chat_state"] = order["state"]
            message.send()
        elif what == "ask for voice":
            message = self.make_message(mto=order["room"])
            form = message.xml.makeelement(f"{DATA}x", {"type": "submit"})
            for name, text in (("FORM_TYPE", "http://jabber.org/protocol/muc#request"), ("muc#role", "participant")):
                field = form.makeelement(f"{DATA}field", {"var": name})
                value = field.makeelement(f"{DATA}value", {})
                value.text = text
                field.append(value)
                form.append(field)
            message.append(form)
            message.send()
        elif what == "join":
            presence = self.make_presence(pto=f"{order['room']}/{order['nick']}")
            muc = presence.xml.makeelement("{http://jabber.org/protocol/muc}x", {})
            if "password" in order:
                password = muc.makeelement("{http://jabber.org/protocol/muc}password", {})
                password.text = order["password"]
                muc.append(password)
            presence.append(muc)
            self["xep_0045"].rooms.setdefault(order["room"], {})
            self["xep_0045"].our_nicks[order["room"]] = order["nick"]
            presence.send()

    def present(self, stanza):
        if stanza["type"] in ("error", "unavailable"):
            return
        muc = stanza["muc"]
        tell("present", nick=muc["nick"], affiliation=muc["affiliation"], role=muc["role"])


async def read(client):
    reader = asyncio.StreamReader()
    await client.loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        client.obey(json.loads(line))
    client.disconnect()
    client.loop.stop()


client = Client()
client.connect((os.environ["XMPP_HOST"], int(os.environ["XMPP_PORT"])))
# Kept: the loop holds its tasks weakly, and one that only waits would be collected.
reading = client.loop.create_task(read(client))
client.loop.run_forever()
