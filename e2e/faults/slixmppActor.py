"""slixmpp, driven over standard input and output, one JSON text a line; comes back whenever the server does."""

import asyncio
import json
import os
import sys

from slixmpp import ClientXMPP


def tell(event, **details):
    print(json.dumps({"event": event, **details}), flush=True)


class Client(ClientXMPP):
    def __init__(self):
        super().__init__(os.environ["XMPP_JID"], os.environ["XMPP_PASSWORD"])
        self.ca_certs = os.environ["XMPP_CA"]
        self.rooms = {}
        self.at = (os.environ["XMPP_HOST"], int(os.environ["XMPP_PORT"]))
        for plugin in ("xep_0045", "xep_0199"):
            self.register_plugin(plugin)
        self.add_event_handler("session_start", self.started)
        self.add_event_handler("message", self.said)
        self.add_event_handler("groupchat_presence", self.present)
        self.add_event_handler("disconnected", self.gone)
        self.add_event_handler("connection_failed", self.gone)
        self.is_waiting = False

    async def started(self, _):
        self.send_presence()
        for room, nick in self.rooms.items():
            self.enter(room, nick)
        tell("online")

    def gone(self, _):
        if self.is_waiting:
            return
        self.is_waiting = True
        tell("gone")
        self.loop.call_later(1, self.again)

    def again(self):
        self.is_waiting = False
        self.connect(self.at)

    def enter(self, room, nick):
        presence = self.make_presence(pto=f"{room}/{nick}")
        muc = presence.xml.makeelement("{http://jabber.org/protocol/muc}x", {})
        muc.append(muc.makeelement("{http://jabber.org/protocol/muc}history", {"maxstanzas": "0"}))
        presence.append(muc)
        self["xep_0045"].rooms.setdefault(room, {})
        self["xep_0045"].our_nicks[room] = nick
        presence.send()

    def present(self, stanza):
        room = stanza["from"].bare
        if stanza["from"].resource == self.rooms.get(room) and stanza["type"] not in ("error", "unavailable"):
            tell("entered", room=room)

    def said(self, stanza):
        if stanza["type"] == "error" or not stanza["body"]:
            return
        if stanza.xml.find("{urn:xmpp:delay}delay") is None:
            tell("message", sender=stanza["from"].bare, body=stanza["body"])

    def obey(self, order):
        if order["do"] == "join":
            self.rooms[order["room"]] = order["nick"]
            self.enter(order["room"], order["nick"])
        elif order["do"] == "say":
            self.make_message(mto=order["to"], mbody=order["body"], mtype=order["kind"]).send()


async def read(client):
    reader = asyncio.StreamReader()
    await client.loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        client.obey(json.loads(line))
    os._exit(0)


client = Client()
client.connect(client.at)
reading = client.loop.create_task(read(client))
client.loop.run_forever()
