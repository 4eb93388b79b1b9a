// What Socket.IO and Express print for DEBUG quotes every payload, and so every password. The first import of the
// gateway: the packages read the variable as they load.
delete process.env.DEBUG
