// --- English words of the server's own part

serverLanguages.en = number => {
  const count = (n, one, many) => n === 1 ? `1 ${one}` : `${number(n)} ${many}`, photos = n => count(n, 'photo', 'photos');
  return {
    // Everywhere
    ways: 'Ways', toMap: 'To the map', close: 'Close', cancel: 'Cancel', done: 'Done', later: 'Later', more: 'Show more', keep: 'Save', kept: 'Saved.', end: 'End', none: 'None.',
    oneMoment: 'One moment …', copy: 'Copy', copied: 'Copied', copyLink: 'Copy the link', share: 'Send the link', tryAgain: 'Try again', photo: 'Photo', noPicture: 'No preview', privacy: 'What is kept here',
    // What goes wrong
    mistake: 'Something went wrong. Try again.', noAnswer: 'The server cannot be reached. Is there a network?', signInFirst: 'Sign in first.', mayNot: 'You may not do that.',
    notThere: 'That is no longer there.', tooLarge: 'This photo is too large.', busy: 'The server is busy. Try again in a few seconds.', noSpace: 'There is no room for more photos. Ask the keeper.',
    tooOften: time => `Too many tries. Wait ${time}.`, notTaken: 'The server did not take that.', notNow: 'That does not work now', keepersOnly: 'For the keeper', tickFirst: 'Tick this box to go on.', fillIn: 'fill this in.',
    // Signing in
    signIn: 'Sign in', signOut: 'Sign out', name: 'Name', password: 'Password', showPassword: 'Show password', hidePassword: 'Hide password',
    wrongPassword: 'Name or password is wrong.', forgotten: 'Password forgotten? The keeper of this page can send you a link for a new one.', keeperIs: keeper => `Kept by ${keeper}.`, seenByInvited: 'Only those who were invited see the photos.', onlyInvited: 'To join, ask the keeper for an invitation.',
    keyUsed: 'That address was used already. Start the server again for a new one.', sessionEnded: 'You are no longer signed in.',
    newPassword: 'New password', passwordRules: 'At least 10 characters. Three words with spaces are good.', passwordShort: 'The password needs at least 10 characters.', passwordLong: 'The password is too long.',
    nameHint: 'The others see this name. It need not be your real one.', credentialsRefused: 'Name or password cannot be taken: no common password, none that is the name; letters, digits, blanks and - _ . in the name.', nameTaken: 'Somebody has this name, or one that looks like it. Choose another.',
    welcomeKeeper: 'You are the keeper', keeperWhy: 'Choose a name and a password, so that you can come in again.', keeperDone: name => `Welcome, ${name}. Now invite your neighbours.`, chooseName: 'Choose name and password',
    signOutWaiting: n => `${photos(n)} ${n === 1 ? 'has' : 'have'} not been sent yet.`, signOutLater: 'Stay and send first', signOutNow: 'Sign out all the same', signOutLost: 'If you sign out now, they are removed from this browser. They stay on your phone.',
    // Joining
    invitation: 'Invitation', invitedTo: title => `Join: ${title}`, photosHere: 'Photos', invitedAs: role => `You are invited as: ${role}.`, invitationGone: 'This invitation is not good: it was used, or it ended. Ask for a new one.', joinedBefore: 'Did you join with it before? Then sign in with your name and password.', isInAlready: 'You are in already.',
    roleKeeper: 'Keeper', roleMember: 'Member', roleGuest: 'Guest', roleKeeperHint: 'Sees everything, invites people, decides what stays.', roleMemberHint: 'Sees exact places, adds photos, names cats.', roleGuestHint: 'Looks, and sees places only roughly.',
    whatIsKept: 'What is kept of you', keptName: 'Your name, your password in a form that nobody can read, and when you agreed to this, as long as you have an account.', keptPhotos: 'The photos that you add, with their places and times, and what you change.',
    keptDevice: 'With what kind of browser and device you are signed in. The server writes down no internet addresses.', keptSession: 'A cookie that keeps you signed in, for 30 days, and one that knows this browser, for a year. No e-mail address, nothing for advertisers.',
    keptBy: keeper => `All of it lies on the computer of: ${keeper}.`, keptByKeeper: 'All of it lies on the computer of whoever keeps this page.', keptLeave: 'You can take your data with you, and leave, at any time.',
    agree: 'I agree that this is kept.', under14: 'I am under 14.', parentAgrees: 'My mother, my father or my guardian is here and agrees.', join: 'Join', welcome: name => `Welcome, ${name}.`,
    askToJoin: 'Ask to join', askHow: 'The keeper reads your request and lets you in.', askNow: 'Ask', askedTitle: 'Your request was sent', asked: name => `When the keeper agrees, sign in as ${name} with the password that you chose.`,
    resetTitle: 'Choose a new password', resetGone: 'This link is not good: it was used, or it ended. Ask the keeper for a new one.', passwordChanged: 'Your new password holds.',
    // One's own page
    account: 'My page', changePassword: 'Change password', oldPassword: 'Password until now', oldPasswordWrong: 'The password until now is wrong.', unknownDevice: 'Unknown device', signedInOn: 'Where you are signed in', thisDevice: 'This device, now', lastUsed: time => `Last used ${time}`, lastHere: day => `Last here ${day}`, nobodyElse: 'Nobody else.', ended: 'Ended.',
    tokens: 'Keys for scripts', tokensWhy: 'Only for those who write programs. A key does what you may do: give it to nobody.', tokenName: 'What it is for', makeToken: 'Make a key', tokenOnce: 'Copy this key now. It is not shown again.', noTokens: 'No keys.', madeOn: day => `Made on ${day}`,
    ownData: 'My data', ownDataWhat: 'All that is kept of you, and your photos, as one ZIP file.', download: 'Download',
    leave: 'Leave', leavePhotos: 'What becomes of your photos?', leaveKeep: 'They stay, without your name.', leaveTrash: 'They go to the trash, and after 30 days for good.', leaveSure: 'Leave, and remove your account?', lastKeeper: 'You are the only keeper. Make somebody else keeper first.',
    // People
    people: 'People', everybody: 'Everybody', invite: 'Invite somebody', inviteAs: 'As what?', makeInvitation: 'Make an invitation', invitationMade: day => `Good once, until ${day}. Send the link, or let it be photographed:`, qrCode: 'QR code of the link', openInvitations: 'Open invitations', goodUntil: day => `Good until ${day}`, takeBack: 'Take back',
    you: 'you', role: 'Role', roleOf: name => `Role of ${name}`, roleChanged: (name, role) => `${name} is now: ${role}.`, photosOf: photos, changePerson: 'Change', changeNamed: name => `Change ${name}`, resetPassword: 'Link for a new password', resetMade: name => `Send this link to ${name}. It is good once.`,
    removePerson: 'Remove', removeSure: name => `Remove ${name}?`, removeWhat: 'What becomes of the photos?', removeKeep: 'Remove, photos stay without name', removeTrash: 'Remove, photos go to the trash', removed: name => `${name} was removed.`,
    requests: 'Who asks to join', askedOn: day => `Asked on ${day}`, acceptMember: 'Accept as member', acceptGuest: 'Accept as guest', decline: 'Decline', answered: name => `${name}: done.`,
    reports: 'Reported photos', reported: 'Reported photo', nothingWrong: 'Nothing wrong', showsPerson: 'Shows a person', showsDoor: 'Shows a door or a house', otherReason: 'Something else',
    trash: 'Trash', trashKeeps: 'What is removed can be put back for 30 days.', trashEmpty: 'The trash is empty.', removedOn: (time, by) => `Removed ${time}${by ? ` by ${by}` : ''}`, goneOn: day => `Gone for good on ${day}`, putBack: 'Put back', isBack: 'It is back.',
    changes: 'Record of changes', ownChanges: 'My changes', changesHint: 'Who did what. Each change can be undone for 30 days.', ownChangesHint: 'What you did here.', noChanges: 'No changes yet.', undo: 'Undo', wasUndone: 'Undone', undoNot: 'That cannot be undone: something came after it.', somebody: 'Somebody',
    didWhat: {
      uploaded: 'Photo added', tagged: 'Named', placed: 'Place changed', titled: 'Title changed', described: 'Description changed', rated: 'Rated', hidden: 'Hidden', shown: 'Shown again', removed: 'Removed',
      restored: 'Put back', reported: 'Reported',
    },
    // Uploads
    sendShared: n => `Send ${photos(n)} that came from another app?`, sendThem: 'Send', dropThem: 'Do not send',
    addPhotos: 'Add photos', choosePhotos: 'Choose photos', addMore: 'Choose more', uploads: 'Your photos', nothingToSend: 'Nothing to send.', sending: n => `Sending ${photos(n)} …`, sendingNow: (n, all) => `Sending photo ${number(n)} of ${number(all)} …`, sendingPart: part => `Sending: ${part}`,
    waitForNetwork: n => `${photos(n)} ${n === 1 ? 'waits' : 'wait'} for the network.`, waits: 'Waiting', waitsNetwork: 'Waiting for the network', waitsLater: 'The server is busy: trying again soon', waitsTomorrow: 'That is as much as one person may send in a day. The rest goes by itself tomorrow, if this page is open.', gaveUp: 'Could not be sent.', sendNow: 'Try now',
    allSent: n => `${photos(n)} arrived.`, allPlaced: 'With their places.', needPlace: n => n === 1 ? '1 photo has no place yet.' : `${number(n)} photos have no place yet.`, someRefused: n => `${photos(n)} not taken.`, sent: 'Arrived.', wasThere: 'Was here already.', placeArrived: 'The place arrived too.', placeMissing: 'The place is missing.', noPhoto: 'This is no photo that can be shown.',
    sayWhere: n => n === 1 ? 'Say where it was' : `Say where they were (${number(n)})`, progressOf: name => `How much of ${name} is sent`, cancelUpload: 'Cancel', cancelNamed: name => `Cancel ${name}`, whoIsIt: 'Who is it?',
    keepPlace: {
      android: 'Android takes the place out of photos that browsers get. Next time choose from the folder “Camera” by ☰; where that does not help, put the pin.',
      iphone: 'On an iPhone: while choosing, touch “Options” and switch on “Location”. In Settings › Privacy › Location Services the camera needs “While Using”.',
      other: 'Take the photo as the camera saved it: messengers and editors often remove the place.',
    },
    // The pin
    whereTaken: 'Where was it?', moveMapUnderPin: 'Move the map until the pin is there.', pinOf: (n, all) => `Photo ${number(n)} of ${number(all)}`, pinHere: 'It was here', whereIAm: 'Where I am now', asBefore: 'Same as the photo before', ownPlaces: 'Places of your last photos:', placeOf: what => `Place of your photo: ${what}`, skipPlace: 'I do not know', pinsDone: 'Thank you. The places are saved.', pinMoved: 'The pin was moved.',
    lookingForYou: 'Looking for where you are …', foundYou: distance => `Found you, to about ${distance}. Move the map if it is not right.`, positionRefused: 'Your phone did not allow it. Move the map instead.', positionUnknown: 'Your phone does not know where you are. Move the map instead.',
    // Names and care
    nameIt: 'Name the cat', changeNames: 'Change the name', catName: 'Name of the cat', addName: 'Save the name', takeName: name => `Take away ${name}`, nameTakenAway: name => `${name} was taken away.`, named: (name, n) => n === 1 ? `This is ${name}.` : `${name}: ${photos(n)}.`, suggestions: 'Known names', nameSeveral: n => `Who is on these ${photos(n)}?`,
    movePin: 'Move the pin', giveTitle: 'Title', changeTitle: 'Change the title', photoTitle: 'Title', description: 'Description', rating: 'Rating', rated: n => n ? `${count(n, 'star', 'stars')}.` : 'No stars.', stars: n => count(n, 'star', 'stars'),
    hide: 'Hide from visitors', show: 'Show to visitors', isHidden: 'Visitors no longer see it.', isShown: 'Visitors see it again, from the next day on.', hiddenNow: 'Hidden from visitors.', yourPhoto: 'Your photo.', photoBy: name => `Photo by ${name}.`,
    remove: 'Remove', removePhotoSure: 'Remove this photo?', photoRemoved: 'The photo is in the trash.', report: 'Report', reportWhy: 'What is wrong with it?', reportWords: 'Something to add?', sendReport: 'Tell the keeper', reportSent: 'Thank you. The keeper was told.',
    select: 'Select', stopSelecting: 'Stop', selected: n => `${photos(n)} selected`, hiddenAll: n => `${photos(n)} hidden.`, removeAllSure: n => `Remove ${photos(n)}?`, removedAll: n => `${photos(n)} in the trash.`, notAll: (n, why) => `Not ${number(n)}: ${why}`,
    // A cat
    about: name => `About ${name}`, aboutCat: 'About this cat', noSuchCat: 'No such cat is known here.', pictureOf: name => `Picture of ${name}`, unseen: days => `Not seen for ${count(days, 'day', 'days')}`, firstSeen: 'First seen', foundBy: name => `found by ${name}`, lastSeen: 'Last seen', photosOfCat: 'Photos', range: 'Range', hectares: area => `${area} ha`,
    companions: 'Seen together with', companion: (name, n) => `${name} (${number(n)})`, timeline: 'Through the months', timelineSpan: (from, to) => `Seen from ${from} to ${to}`, hours: 'Through the day', hour: hour => `${hour}:00`, mostlyAt: hour => `Mostly seen around ${hour}`, showOnMap: 'Trail and range on the map', showLast: 'Where she was last',
  };
};
